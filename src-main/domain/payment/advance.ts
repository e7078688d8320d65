/** The state machine of a payment, pure and total: no other code changes one. payment.ts has the diagram. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import type { Doubt } from '#domain/story/outcome.ts';
import { canBeRefused, isMissing, missed, outcomeUnknown } from '#domain/story/outcome.ts';
import type { Story } from '#domain/story/story.ts';
import type { Facts, Intent, Payment, PaymentEvent } from './payment.ts';
import { isFinal, isUnsettled } from './payment.ts';

/**
 * Whether the gateway's payment is the one we charged. A success under our reference always is, whatever its amount:
 * money that was taken must not be ignored. See `amountMismatch`.
 */
const isOurs = (payment: Payment, reported: GatewayPayment): boolean =>
  reported.reference === payment.reference &&
  (meaningOf(reported.statusId) === 'paid' ||
    (reported.amount === payment.amount && reported.currency === payment.currency));

const factsOf = (payment: Payment, at: number): Facts => ({
  reference: payment.reference,
  requestId: payment.requestId,
  amount: payment.amount,
  currency: payment.currency,
  orderReference: payment.orderReference,
  environment: payment.environment,
  siteId: payment.siteId,
  terminal: payment.terminal,
  cashier: payment.cashier,
  startedAt: payment.startedAt,
  changedAt: at,
  cancelling: payment.cancelling,
  gateway: payment.gateway,
});

const withUnknownOutcome = (
  payment: Payment,
  doubt: Doubt,
  at: number,
  gateway = payment.gateway,
): Payment => ({ ...factsOf(payment, at), gateway, ...outcomeUnknown(doubt) });

/** A later answer may leave out what an earlier one had (list records have no addresses). */
const merged = (payment: Payment, reported: GatewayPayment): GatewayPayment => ({
  ...reported,
  redirectUrl: reported.redirectUrl ?? payment.gateway?.redirectUrl ?? null,
  qrCodeUrl: reported.qrCodeUrl ?? payment.gateway?.qrCodeUrl ?? null,
  methodTransactionId: reported.methodTransactionId ?? payment.gateway?.methodTransactionId ?? null,
});

/**
 * The gateway reported another amount, currency or reference than ours. An end without money is accepted; after
 * anything else the outcome is unknown. A payment under another reference is not ours to keep, poll or cancel.
 */
const applyWrongEcho = (payment: Payment, reported: GatewayPayment, at: number): Payment | undefined => {
  const ours = reported.reference === payment.reference ? merged(payment, reported) : payment.gateway;
  const meaning = meaningOf(reported.statusId);
  if (ours && ours.statusId === reported.statusId && (meaning === 'cancelled' || meaning === 'expired')) {
    return { ...factsOf(payment, at), gateway: ours, state: meaning };
  }
  const isKnown = payment.state === 'unknown' && payment.doubt === 'wrong-echo';
  return isKnown && payment.gateway?.statusId === ours?.statusId
    ? undefined
    : withUnknownOutcome(payment, 'wrong-echo', at, ours);
};

/** A success is all that can still happen to an ended payment that the gateway knows. */
const applyAfterEnd = (payment: Payment, reported: GatewayPayment, at: number): Payment | undefined => {
  const isLate =
    meaningOf(reported.statusId) === 'paid' && payment.state !== 'paid' && payment.gateway !== null;
  return isLate && isOurs(payment, reported)
    ? {
        ...factsOf(payment, at),
        gateway: merged(payment, reported),
        state: 'paid',
        late: true,
        lateAccepted: false,
      }
    : undefined;
};

const hasCode = ({ qrCodeUrl, redirectUrl }: GatewayPayment): boolean => (qrCodeUrl ?? redirectUrl) !== null;

/** Whether this is the first report with something to scan. */
const bringsCode = (before: GatewayPayment, now: GatewayPayment): boolean => !hasCode(before) && hasCode(now);

/** The payment after the gateway reported its status; undefined when that changes nothing. */
const applyStatus = (payment: Payment, reported: GatewayPayment, at: number): Payment | undefined => {
  if (isFinal(payment)) return applyAfterEnd(payment, reported, at);
  if (!isOurs(payment, reported)) return applyWrongEcho(payment, reported, at);
  const gateway = merged(payment, reported);
  const facts = { ...factsOf(payment, at), gateway };
  const meaning = meaningOf(reported.statusId);
  switch (meaning) {
    case 'open':
      return payment.state === 'pending' ||
        (payment.state === 'open' && !bringsCode(payment.gateway, gateway))
        ? undefined
        : { ...facts, state: 'open' };
    case 'pending':
      return payment.state === 'pending' && payment.gateway.statusId === reported.statusId
        ? undefined
        : { ...facts, state: 'pending' };
    case 'paid':
      return { ...facts, state: 'paid', late: false, lateAccepted: false };
    case 'cancelled':
    case 'expired':
      return { ...facts, state: meaning };
    case 'failed':
      return { ...facts, state: 'failed', failure: 'declined', reasons: reported.reasons };
    case 'unknown':
      return payment.state === 'unknown' && payment.gateway?.statusId === reported.statusId
        ? undefined
        : withUnknownOutcome(payment, 'unknown-status', at, gateway);
    default:
      return meaning satisfies never;
  }
};

const begin = (intent: Intent, at: number): Payment => ({
  ...intent,
  startedAt: at,
  changedAt: at,
  cancelling: 'no',
  gateway: null,
  state: 'sending',
});

const imported = ({ intent, payment }: PaymentEvent & { type: 'found' }, at: number): Payment => {
  const begun = begin(intent, at);
  return applyStatus(begun, payment, at) ?? begun;
};

const refused = (payment: Payment, event: PaymentEvent & { type: 'refused' }, at: number): Payment => ({
  ...factsOf(payment, at),
  gateway: event.payment,
  state: 'failed',
  failure: event.failure,
  reasons: event.reasons,
});

const cancelAnswered = (payment: Payment, answer: 'accepted' | 'refused', at: number): Payment | undefined =>
  isFinal(payment) || payment.cancelling === 'no'
    ? undefined
    : { ...payment, changedAt: at, cancelling: answer };

/**
 * The payment after an event: pure and total. Undefined when the event does not apply: then nothing changes. Only
 * `intended` and `found` apply where there is no payment yet, and only there.
 */
export const advance = (
  payment: Payment | undefined,
  event: PaymentEvent,
  at: number,
): Payment | undefined => {
  if (!payment) {
    if (event.type === 'found') return imported(event, at);
    return event.type === 'intended' ? begin(event.intent, at) : undefined;
  }
  switch (event.type) {
    case 'intended':
    case 'found':
      return undefined;
    case 'created':
      return payment.state === 'sending' ? applyStatus(payment, event.payment, at) : undefined;
    case 'observed':
      return payment.state === 'sending' ? undefined : applyStatus(payment, event.payment, at);
    case 'refused':
      return canBeRefused(payment, event.failure) ? refused(payment, event, at) : undefined;
    case 'doubted':
      return payment.state === 'sending' ? withUnknownOutcome(payment, event.doubt, at) : undefined;
    case 'missed':
      return isMissing(payment) ? missed(payment, at) : undefined;
    case 'resent':
      return isMissing(payment) ? { ...factsOf(payment, at), state: 'sending' } : undefined;
    case 'cancel-asked':
      return isFinal(payment) || payment.cancelling !== 'no'
        ? undefined
        : { ...payment, changedAt: at, cancelling: `asked-by-${event.by}` };
    case 'cancel-answered':
      return cancelAnswered(payment, event.answer, at);
    case 'late-accepted':
      return isUnsettled(payment) ? { ...payment, changedAt: at, lateAccepted: true } : undefined;
    default:
      return event satisfies never;
  }
};

export const PAYMENT_STORY: Story<Payment, PaymentEvent> = {
  kind: 'payment',
  beginnings: ['intended', 'found'],
  advance,
};
