/** Turns what main knows into what screens show. */
import { problem } from '#contract/problem.ts';
import type { Problem } from '#contract/problem.ts';
import type { JournalHealthView, CustomerView, PaymentView, StoryView } from '#contract/views.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { Reason } from '#domain/gateway/gateway-payment.ts';
import { statusName } from '#domain/gateway/gateway-payment.ts';
import { formatAmount } from '#domain/money.ts';
import { blocksUntil } from '#domain/payment/next-charge.ts';
import type { Doubt, Failure, Money, Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { codeOf, expiresAt, isFinal, amountMismatch } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { shortName } from '#domain/payment/reference.ts';
import type { JournalEntry } from '#services/journal-ports.ts';

const DOUBT_CODES = {
  'no-answer': 'gateway-no-answer',
  'server-fault': 'gateway-server-fault',
  malformed: 'gateway-malformed',
  'wrong-echo': 'gateway-wrong-echo',
  duplicate: 'gateway-no-answer',
  interrupted: 'payment-interrupted',
  'unknown-status': 'gateway-unknown-status',
} as const satisfies Record<Doubt, Problem['code']>;

const FAILURE_CODES = {
  declined: 'gateway-declined',
  rejected: 'gateway-rejected',
  'credentials-refused': 'credentials-refused',
  'not-sent': 'gateway-unreachable',
  'never-arrived': 'payment-never-arrived',
} as const satisfies Record<Failure, Problem['code']>;

/** The gateway's codes and texts in one line, for small type and the story: '147 Address details are invalid …'. */
const reasonsLine = (reasons: readonly Reason[]): string =>
  reasons.map(({ code, info }) => (code === null ? info : `${String(code)} ${info}`).trim()).join(' · ');

export const reasonDetails = (reasons: readonly Reason[]): Problem['details'] => {
  const code = reasons.find((reason) => reason.code !== null)?.code;
  return reasons.length === 0
    ? {}
    : {
        ...(code === null || code === undefined ? {} : { gatewayCode: code }),
        gatewayText: reasonsLine(reasons),
      };
};

/** 'CNY 12.50' */
export const moneyText = ({ amount, currency }: Money): string =>
  `${currency} ${formatAmount(amount, currency, 'en')}`;

/** Why nothing may be charged while this payment is without an end, and until when at the latest. */
export const unresolvedProblem = (payment: Payment): Problem =>
  problem('payment-unresolved', {
    name: shortName(payment),
    amount: moneyText(payment),
    startedAt: payment.startedAt,
    until: blocksUntil(payment),
  });

const paidProblem = (payment: Payment & { state: 'paid' }): Problem | null => {
  const instead = amountMismatch(payment);
  if (!instead) return payment.late ? problem('payment-late') : null;
  const code = payment.late ? 'payment-late-mismatch' : 'payment-mismatch';
  return problem(code, { taken: moneyText(instead), amount: moneyText(payment) });
};

/** Open, wanted, and the gateway gave nothing to scan. */
const isWithoutCode = (payment: Payment): boolean =>
  payment.state === 'open' && payment.cancelling === 'no' && codeOf(payment) === null;

const problemOf = (payment: Payment): Problem | null => {
  if (payment.state === 'failed')
    return problem(FAILURE_CODES[payment.failure], reasonDetails(payment.reasons));
  if (payment.state === 'unknown') {
    const status = payment.gateway ? statusName(payment.gateway.statusId) : '';
    return problem(DOUBT_CODES[payment.doubt], { status });
  }
  if (payment.state === 'paid') return paidProblem(payment);
  if (isFinal(payment)) return null;
  if (isWithoutCode(payment)) return problem('code-unreadable');
  if (payment.cancelling === 'refused') return problem('cancel-refused');
  return payment.cancelling === 'asked-by-deadline' ? problem('time-ran-out') : null;
};

const CANCELLING = {
  no: 'no',
  'asked-by-cashier': 'asked',
  'asked-by-deadline': 'asked',
  accepted: 'accepted',
  refused: 'refused',
} as const satisfies Record<Payment['cancelling'], PaymentView['cancelling']>;

const moneyView = (money: Money | null): PaymentView['amountMismatch'] =>
  money && { amount: money.amount, currency: money.currency };

const sumOf = (refunds: readonly Refund[], states: readonly Refund['state'][]): number =>
  refunds.filter(({ state }) => states.includes(state)).reduce((sum, { amount }) => sum + amount, 0);

/** The payment as the till shows it. */
export const paymentView = (payment: Payment, refunds: readonly Refund[]): PaymentView => ({
  reference: payment.reference,
  state: payment.state,
  amount: payment.amount,
  currency: payment.currency,
  orderReference: payment.orderReference,
  startedAt: payment.startedAt,
  expiresAt: expiresAt(payment),
  gatewayId: payment.gateway?.id ?? null,
  statusId: payment.gateway?.statusId ?? null,
  statusName: payment.gateway ? statusName(payment.gateway.statusId) : null,
  code: codeOf(payment),
  cancelling: CANCELLING[payment.cancelling],
  late: payment.state === 'paid' && payment.late,
  refunded: sumOf(refunds, ['refunded']),
  refunding: sumOf(refunds, ['sending', 'unknown', 'requested']),
  amountMismatch: moneyView(amountMismatch(payment)),
  problem: problemOf(payment),
});

/** What the customer reads. A payment being given up or run out shows no code and asks not to pay again. */
const customerState = (payment: Payment): CustomerView['state'] => {
  switch (payment.state) {
    case 'pending':
      return 'confirming';
    case 'open':
      if (isWithoutCode(payment)) return 'sending';
      return codeOf(payment) === null ? 'confirming' : 'open';
    case 'sending':
    case 'unknown':
    case 'paid':
    case 'cancelled':
    case 'failed':
    case 'expired':
      return payment.state;
    default:
      return payment satisfies never;
  }
};

/** The code with the time it has; `age` is the payment's, ms. */
const customerCode = (payment: Payment, age: number): CustomerView['code'] => {
  const payload = codeOf(payment);
  const whole = expiresAt(payment) - payment.startedAt;
  return payload === null ? null : { payload, whole, left: Math.max(0, whole - age) };
};

/**
 * The little that the customer's window learns about the payment in front of the cashier, `age` ms old, or about none.
 */
export const customerView = (
  payment: Payment | null,
  age: number,
  shop: { readonly storeName: string; readonly training: boolean; readonly currency: string },
): CustomerView => {
  const { storeName, training } = shop;
  if (!payment) {
    const { currency } = shop;
    return { state: 'idle', storeName, training, amount: 0, currency, code: null, nothingTaken: false };
  }
  const { amount, currency } = amountMismatch(payment) ?? payment;
  return {
    state: customerState(payment),
    storeName,
    training,
    amount,
    currency,
    code: customerCode(payment, age),
    nothingTaken: payment.state === 'cancelled' || payment.state === 'failed' || payment.state === 'expired',
  };
};

const told = (event: PaymentEvent): { status: string | null; detail: string } => {
  switch (event.type) {
    case 'intended':
      return { status: null, detail: event.intent.orderReference };
    case 'found':
    case 'created':
    case 'observed':
      return { status: statusName(event.payment.statusId), detail: reasonsLine(event.payment.reasons) };
    case 'refused':
      return {
        status: null,
        detail: [event.failure, reasonsLine(event.reasons)].filter(Boolean).join(' · '),
      };
    case 'doubted':
      return { status: null, detail: [event.doubt, reasonsLine(event.reasons)].filter(Boolean).join(' · ') };
    case 'cancel-asked':
      return { status: null, detail: [event.by, event.person?.name].filter(Boolean).join(' · ') };
    case 'cancel-answered':
      return { status: null, detail: [event.answer, reasonsLine(event.reasons)].filter(Boolean).join(' · ') };
    case 'missed':
    case 'resent':
      return { status: null, detail: '' };
    case 'late-accepted':
      return { status: null, detail: event.by?.name ?? '' };
    default:
      return event satisfies never;
  }
};

/** A payment with every line the journal has about it, oldest first. */
export const storyView = (payment: PaymentView, entries: readonly JournalEntry[]): StoryView => ({
  payment,
  lines: entries.map(({ sequence, at, event }) => {
    const { status, detail } = told(event);
    return { sequence, at, type: event.type, statusName: status, detail };
  }),
});

/** What the cashier must read about the journal, the most pressing first. */
export const journalHealthView = ({
  diskTrouble,
  damaged,
  recovery,
}: JournalHealth): JournalHealthView | null => {
  if (diskTrouble) return { problem: problem(`disk-${diskTrouble}`), mayDismiss: false };
  if (damaged) return { problem: problem('journal-damaged'), mayDismiss: false };
  if (!recovery) return null;
  const { found } = recovery;
  return found === null
    ? { problem: problem('journal-recovering'), mayDismiss: false }
    : { problem: problem('journal-recovered', { found }), mayDismiss: true };
};
