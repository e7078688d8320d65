import { appendTo, readBookLines } from './store-file.ts';
import type { BookLine } from './store-file.ts';
import type { PaymentRecord, RefundRecord } from './records.ts';

/** What the simulated GlobalPay remembers. A record put again replaces the older one of the same ID. */
export type Store = {
  putPayment(payment: PaymentRecord): void;
  putRefund(refund: RefundRecord): void;
  payment(id: number): PaymentRecord | undefined;
  paymentByReference(reference: string): PaymentRecord | undefined;
  refundByReference(reference: string): RefundRecord | undefined;
  /** Oldest first. */
  payments(): PaymentRecord[];
  refunds(): RefundRecord[];
  refundsOf(paymentId: number): RefundRecord[];
  nextPaymentId(): number;
  nextRefundId(): number;
  /** Forgets everything but never gives an ID out twice. */
  reset(): void;
};

const FIRST_PAYMENT_ID = 6_000_001;
const FIRST_REFUND_ID = 80_001;

/** Opens the books, replaying `file` (append-only JSON lines) where one is given. Throws when it cannot be written. */
export function openKeptJournal(file: string | undefined): Store {
  const shelves: Shelves = {
    payments: new Map(),
    refunds: new Map(),
    byReference: new Map(),
    nextPaymentId: FIRST_PAYMENT_ID,
    nextRefundId: FIRST_REFUND_ID,
  };
  if (file !== undefined) for (const line of readBookLines(file)) enter(shelves, line);
  const append = file === undefined ? () => undefined : appendTo(file);
  const write = (line: BookLine): void => {
    append(line);
    enter(shelves, line);
  };
  const { payments, refunds, byReference } = shelves;
  return {
    putPayment: (payment) => write({ kind: 'payment', payment }),
    putRefund: (refund) => write({ kind: 'refund', refund }),
    payment: (id) => payments.get(id),
    paymentByReference: (reference) => payments.get(byReference.get(reference) ?? 0),
    refundByReference: (reference) => [...refunds.values()].find((refund) => refund.reference === reference),
    payments: () => [...payments.values()],
    refunds: () => [...refunds.values()],
    refundsOf: (id) => [...refunds.values()].filter((refund) => refund.paymentId === id),
    nextPaymentId: () => shelves.nextPaymentId++,
    nextRefundId: () => shelves.nextRefundId++,
    reset: () => write({ kind: 'reset' }),
  };
}

type Shelves = {
  readonly payments: Map<number, PaymentRecord>;
  readonly refunds: Map<number, RefundRecord>;
  readonly byReference: Map<string, number>;
  nextPaymentId: number;
  nextRefundId: number;
};

/** Takes a line in, freshly written or replayed: one path, so that a restart cannot differ from what was before. */
function enter(shelves: Shelves, line: BookLine): void {
  switch (line.kind) {
    case 'payment': {
      const { id, reference } = line.payment;
      shelves.payments.set(id, line.payment);
      if (reference !== null) shelves.byReference.set(reference, id);
      shelves.nextPaymentId = Math.max(shelves.nextPaymentId, id + 1);
      break;
    }
    case 'refund':
      shelves.refunds.set(line.refund.id, line.refund);
      shelves.nextRefundId = Math.max(shelves.nextRefundId, line.refund.id + 1);
      break;
    case 'reset':
      for (const shelf of [shelves.payments, shelves.refunds, shelves.byReference]) shelf.clear();
      break;
    default:
      line satisfies never;
  }
}
