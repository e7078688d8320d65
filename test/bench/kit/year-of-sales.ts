/** A year of customers and cashiers at a busy till: every way in which a payment or refund can go. */
import { makeRefundReference, makeReference } from '#domain/payment/reference.ts';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { refundIntended, refundReported } from '../../sqlite/kit/refund-events.ts';
import { intended, reportedPayment } from '../../sqlite/kit/sales.ts';

const [OPEN, PAID, CANCELLED, EXPIRED] = [1, 2, 3, 5] as const;
const [REFUNDED, REFUND_FAILED] = [2, 4] as const;
const SECOND = 1_000;

const cashier = (name: string): Person => ({ id: name.toLowerCase(), name, role: 'cashier' });
export const CASHIERS = ['Lin', 'Mei', 'Tao', 'Noor', 'Ada'].map(cashier);
export const chen: Person = { id: 'chen', name: 'Chen', role: 'manager' };

const origin = { terminalId: 'C1', mark: { identity: 'Q4ZK7M', opening: 'A3F8' } };

/** Spread out, and the same in each run. */
const mixed = (n: number): number => Math.imul(n + 1, 2_654_435_761) >>> 0;
const bytesOf = (n: number): Uint8Array =>
  Uint8Array.from({ length: 8 }, (_, index) => mixed(n * 8 + index) >>> 24);

export const gatewayNumberOf = (n: number): string => String(400_000_000 + n);
const phoneNumberOf = (n: number): string => `20261128220014${String(mixed(n)).padStart(14, '0')}`;
/** Prices end in 0 or 5 and small ones are frequent. */
export const amountOf = (n: number): number =>
  500 + 5 * Math.floor(((mixed(n) % 1_000) * (mixed(n * 7) % 1_000)) / 90);

/** One sale: `n` counts all of the year, `at` is when it is charged (epoch ms). */
export interface Sale {
  readonly n: number;
  readonly at: number;
  readonly by: Person;
  readonly reference: string;
}

export const saleOf = (n: number, at: number, by: Person): Sale => ({
  n,
  at,
  by,
  reference: makeReference(origin, at, n + 1, bytesOf(n)),
});

const reported = ({ n, reference }: Sale, statusId: number): PaymentEvent & { type: 'observed' } => ({
  type: 'observed',
  payment: reportedPayment(reference, statusId, {
    id: gatewayNumberOf(n),
    amount: amountOf(n),
    methodTransactionId: statusId === PAID ? phoneNumberOf(n) : null,
  }),
});
const created = (sale: Sale): PaymentEvent => ({ ...reported(sale, OPEN), type: 'created' });
const askedToCancel = ({ by: person }: Sale): PaymentEvent => ({
  type: 'cancel-asked',
  by: 'cashier',
  person,
});
const CANCEL_ACCEPTED: PaymentEvent = { type: 'cancel-answered', answer: 'accepted', reasons: [] };
const NO_ANSWER: PaymentEvent = { type: 'doubted', doubt: 'no-answer', reasons: [] };
const settledAs = (outcome: 'paid' | 'not-paid', { by }: Sale): PaymentEvent => ({
  type: 'settled',
  outcome,
  reason: 'the customer has shown the phone',
  by,
  approvedBy: chen,
});
const cancelled = (sale: Sale): readonly PaymentEvent[] => [
  created(sale),
  askedToCancel(sale),
  CANCEL_ACCEPTED,
  reported(sale, CANCELLED),
];
const paid = (sale: Sale): readonly PaymentEvent[] => [created(sale), reported(sale, PAID)];

/** Each `every`-th sale goes this way; the first match counts, and most sales are simply paid. */
const WAYS: readonly { readonly every: number; readonly events: (sale: Sale) => readonly PaymentEvent[] }[] =
  [
    {
      every: 4_001,
      events: (sale) => [
        NO_ANSWER,
        settledAs('not-paid', sale),
        { ...reported(sale, PAID), type: 'corrected' },
      ],
    },
    { every: 2_003, events: (sale) => [NO_ANSWER, settledAs('paid', sale)] },
    {
      every: 997,
      events: (sale) => [...cancelled(sale), reported(sale, PAID), { type: 'late-accepted', by: chen }],
    },
    { every: 211, events: (sale) => [NO_ANSWER, ...paid(sale)] },
    { every: 101, events: () => [{ type: 'refused', failure: 'rejected', reasons: [], payment: null }] },
    { every: 41, events: cancelled },
    { every: 23, events: (sale) => [created(sale), reported(sale, EXPIRED)] },
  ];

/** Charges it and carries it through to its end. */
export const sell = (journal: OpenJournal, sale: Sale): void => {
  const { n, at, by, reference } = sale;
  const orderReference = n % 3 === 0 ? `Takeaway ${n % 1_000}` : `Table ${n % 40}`;
  journal.append(reference, intended(reference, { amount: amountOf(n), orderReference, cashier: by }), at);
  const { events } = WAYS.find(({ every }) => n % every === every - 1) ?? { events: paid };
  for (const [index, event] of events(sale).entries())
    journal.append(reference, event, at + (index + 1) * 3 * SECOND);
};

/** Refunds half of every fiftieth sale; now and then the gateway refuses. */
export const refundSome = (journal: OpenJournal, { n, at, by, reference }: Sale): void => {
  const payment = n % 50 === 1 ? journal.payment(reference) : undefined;
  if (payment?.state !== 'paid' || !payment.gateway) return;
  const amount = Math.floor(payment.amount / 2);
  const refund = makeRefundReference(origin, at, Math.floor(n / 50) + 1, bytesOf(n + 1));
  const paymentId = payment.gateway.id;
  const asked = refundIntended(refund, amount, { paymentReference: reference, paymentId, askedBy: by });
  const told = (statusId: number): RefundEvent & { type: 'refund-created' } => ({
    type: 'refund-created',
    refund: { ...refundReported(refund, amount, statusId), paymentId },
  });
  const append = (event: RefundEvent, after: number): Refund | undefined =>
    journal.appendRefund(refund, event, at + after * SECOND);
  append(asked, 60);
  append(told(1), 61);
  append({ ...told(n % 2_000 === 1 ? REFUND_FAILED : REFUNDED), type: 'refund-observed' }, 70);
};

/** Prints the customer's receipt, and now and then another one. */
export const printReceipts = (journal: OpenJournal, { n, at, by, reference }: Sale): void => {
  for (let copy = 1; copy <= (n % 90 === 0 ? 2 : 1); copy += 1)
    journal.record(
      { type: 'receipt-printed', by, reference, copy, printer: 'tcp', language: 'zh-CN' },
      at + (10 + copy) * SECOND,
    );
};
