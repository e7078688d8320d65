/** A payment as the till shows it. */
import { problem } from '#contract/problem.ts';
import type { Problem } from '#contract/problem.ts';
import type { PaymentView } from '#contract/views.ts';
import type { Reason } from '#domain/gateway/gateway-payment.ts';
import { statusName } from '#domain/gateway/gateway-payment.ts';
import { blocksUntil } from '#domain/payment/next-charge.ts';
import type { Money } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Doubt, Failure } from '#domain/story/outcome.ts';
import { amountMismatch, codeOf, expiresAt, isCorrectedAsUnpaid, isFinal } from '#domain/payment/payment.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { beingRefundedBy, refundedBy } from '#domain/refund/refund.ts';
import { shortName } from '#domain/payment/reference.ts';
import type { RefundJournal } from '#services/journal-ports.ts';
import type { PageStage } from '#services/hosted-page/page-desk.ts';
import type { PaymentTracker } from '#services/payment/payment-tracker.ts';
import { moneyWords } from '#words/money-words.ts';
import { byHandView, hasFailedForCertain } from './by-hand-view.ts';

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
  'settled-by-hand': 'payment-settled-not-paid',
} as const satisfies Record<Failure, Problem['code']>;

/** The gateway's codes and texts in one line, for small type and the payment's story: '147 Address details are invalid …'. */
export const reasonsLine = (reasons: readonly Reason[]): string =>
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

/** Why nothing may be charged while this payment is unfinished, and until when at the latest. */
export const unresolvedProblem = (payment: Payment): Problem =>
  problem('payment-unresolved', {
    reference: payment.reference,
    name: shortName(payment),
    amount: moneyWords(payment),
    startedAt: payment.startedAt,
    until: blocksUntil(payment),
  });

const paidProblem = (payment: Payment & { state: 'paid' }): Problem | null => {
  const taken = amountMismatch(payment);
  if (!taken) return payment.late ? problem('payment-late') : null;
  const code = payment.late ? 'payment-late-mismatch' : 'payment-mismatch';
  return problem(code, {
    taken: moneyWords(taken, payment.currency),
    amount: moneyWords(payment, taken.currency),
  });
};

/** Whether it is open and not being cancelled, but the gateway supplied nothing to scan. */
const isWithoutCode = (payment: Payment): boolean =>
  payment.state === 'open' && payment.cancelling === 'no' && codeOf(payment) === null;

/** What a person must know about a payment that was settled by hand; null if there is nothing to say. */
const byHandProblem = (payment: Payment): Problem | null => {
  if (isAwaited(payment) && payment.state === 'paid') return problem('payment-settled-paid');
  return isCorrectedAsUnpaid(payment) ? problem('payment-corrected') : null;
};

const problemOf = (payment: Payment): Problem | null => {
  const settled = byHandProblem(payment);
  if (settled) return settled;
  if (payment.state === 'failed') {
    return hasFailedForCertain(payment)
      ? null
      : problem(FAILURE_CODES[payment.failure], reasonDetails(payment.reasons));
  }
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

export const paymentView = (
  payment: Payment,
  refunds: readonly Refund[],
  settlable: boolean,
): PaymentView => ({
  reference: payment.reference,
  state: payment.state,
  amount: payment.amount,
  currency: payment.currency,
  orderReference: payment.orderReference,
  note: payment.note ?? '',
  startedAt: payment.startedAt,
  expiresAt: expiresAt(payment),
  gatewayId: payment.gateway?.id ?? null,
  statusId: payment.gateway?.statusId ?? null,
  statusName: payment.gateway ? statusName(payment.gateway.statusId) : null,
  code: codeOf(payment),
  page: 'none',
  cancelling: CANCELLING[payment.cancelling],
  late: payment.state === 'paid' && payment.late,
  refunded: refundedBy(refunds),
  refunding: beingRefundedBy(refunds),
  amountMismatch: moneyView(amountMismatch(payment)),
  problem: problemOf(payment),
  settlable,
  byHand: byHandView(payment.byHand),
});

interface ShowPorts {
  readonly journal: Pick<RefundJournal, 'refundsOf'>;
  readonly payments: { readonly tracker: Pick<PaymentTracker, 'maySettle'> };
}

/**
 * A payment with its refunds, and whether a person may settle it now. A refund that cannot be read does not hide its
 * payment; nothing more is refunded of that, since the refund form needs all of them.
 */
export const showPayment =
  ({ journal, payments }: ShowPorts) =>
  (payment: Payment): PaymentView => {
    const refunds = journal.refundsOf(payment.reference, () => undefined);
    return paymentView(payment, refunds, payments.tracker.maySettle(payment));
  };

const PAGE_NAMES = {
  none: 'none',
  shown: 'shown',
  returned: 'returned',
  failed: 'none',
} as const satisfies Record<PageStage['at'], PaymentView['page']>;

/** Whether the customer pays, or has paid, on the gateway's page; then there must be no second way to pay. */
export const isInsteadOfCode = ({ at }: PageStage): boolean => PAGE_NAMES[at] !== 'none';

/** The gateway's 6 PendingOnCustomer, which its own page may cause by being opened. */
const ON_CUSTOMER = 6;

/**
 * The payment as both windows show it once the gateway's page has failed: as long as the gateway waits for the
 * customer, they may still scan the code of this payment, which can be paid only once.
 */
export const afterPage = (payment: Payment, page: PageStage): Payment => {
  const waits = payment.state === 'pending' && payment.gateway.statusId === ON_CUSTOMER;
  return page.at === 'failed' && waits && payment.cancelling === 'no'
    ? { ...payment, state: 'open' }
    : payment;
};

/** The current payment, with what the cashier must know about the gateway's page. */
export const withPage = (view: PaymentView, page: PageStage): PaymentView => {
  if (isInsteadOfCode(page)) return { ...view, code: null, page: PAGE_NAMES[page.at] };
  // What the cashier reads about a missing display says all of it.
  if (page.at !== 'failed' || page.fault === 'unseen' || view.problem) return view;
  const hasCode = view.code === null ? 'no' : 'yes';
  return { ...view, problem: problem('page-closed', { fault: page.fault, hasCode }) };
};
