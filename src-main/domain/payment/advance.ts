/** The state machine of a payment, pure and total. No other code changes a payment. payment.ts has the diagram. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import { judged } from '#domain/story/by-hand.ts';
import type { Doubt } from '#domain/story/outcome.ts';
import { canBeRefused, isMissing, missed, outcomeUnknown } from '#domain/story/outcome.ts';
import type { Story } from '#domain/story/story.ts';
import type { Intent, Payment, PaymentEvent } from './payment.ts';
import { isFinal, isLateOrMismatched, isUnsettled } from './payment.ts';
import { factsOf, merged } from './payment-facts.ts';
import { afterReport, mayBeSettled, reportOf, settle, wasSettledByHand } from './settled-by-hand.ts';

/**
 * Whether the gateway's payment is the one we charged. A success under our reference always is, whatever its amount:
 * money that was taken must not be ignored. See `amountMismatch`.
 */
const isOurs = (payment: Payment, reported: GatewayPayment): boolean =>
  reported.reference === payment.reference &&
  (meaningOf(reported.statusId) === 'paid' ||
    (reported.amount === payment.amount && reported.currency === payment.currency));

const withUnknownOutcome = (
  payment: Payment,
  doubt: Doubt,
  at: number,
  gateway = payment.gateway,
): Payment => ({ ...factsOf(payment, at), gateway, ...outcomeUnknown(doubt) });

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
  return isKnown && isKnownAs(payment.gateway, ours)
    ? undefined
    : withUnknownOutcome(payment, 'wrong-echo', at, ours);
};

/** Only a late success can still change an ended payment, even one that seemed never to reach the gateway. */
const applyAfterEnd = (payment: Payment, reported: GatewayPayment, at: number): Payment | undefined => {
  const isLate = meaningOf(reported.statusId) === 'paid' && payment.state !== 'paid';
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

/** Whether a report brings neither another status nor another ID to ask for. */
const isKnownAs = (before: GatewayPayment | null, now: GatewayPayment | null): boolean =>
  before?.statusId === now?.statusId && before?.id === now?.id;

const hasCode = ({ qrCodeUrl, redirectUrl }: GatewayPayment): boolean => (qrCodeUrl ?? redirectUrl) !== null;

/** Whether a report of an open payment brings nothing: neither the first code to scan nor another ID to ask for. */
const isSameOpen = (before: GatewayPayment, now: GatewayPayment): boolean =>
  hasCode(before) === hasCode(now) && before.id === now.id;

/** A pending payment does not open again, but may be known under another ID. */
const withId = (payment: Payment & { state: 'pending' }, id: string, at: number): Payment | undefined =>
  payment.gateway.id === id
    ? undefined
    : { ...factsOf(payment, at), state: 'pending', gateway: { ...payment.gateway, id } };

/** The payment after the gateway reported its status; undefined when that changes nothing. */
const applyStatus = (payment: Payment, reported: GatewayPayment, at: number): Payment | undefined => {
  if (wasSettledByHand(payment)) return afterReport(payment, reported, at);
  if (isFinal(payment)) return applyAfterEnd(payment, reported, at);
  if (!isOurs(payment, reported)) return applyWrongEcho(payment, reported, at);
  const gateway = merged(payment, reported);
  const facts = { ...factsOf(payment, at), gateway };
  const meaning = meaningOf(reported.statusId);
  switch (meaning) {
    case 'open':
      if (payment.state === 'pending') return withId(payment, reported.id, at);
      return payment.state === 'open' && isSameOpen(payment.gateway, gateway)
        ? undefined
        : { ...facts, state: 'open' };
    case 'pending':
      return payment.state === 'pending' && isKnownAs(payment.gateway, reported)
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
      return payment.state === 'unknown' && isKnownAs(payment.gateway, reported)
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

/** A person has accepted an unsettled payment, or has seen its correction. */
const accepted = (payment: Payment, at: number): Payment => {
  if (isLateOrMismatched(payment)) return { ...payment, changedAt: at, lateAccepted: true };
  const { byHand } = payment;
  return byHand ? { ...payment, changedAt: at, ...judged(byHand, 'correction-accepted') } : payment;
};

/**
 * The payment after an event: pure and total. Undefined when the event does not apply; then nothing changes. `intended`
 * and `found` apply only if there is no payment yet, and then nothing else applies.
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
    case 'corrected':
      return payment.state !== 'sending' && reportOf(payment, event.payment).type === event.type
        ? applyStatus(payment, event.payment, at)
        : undefined;
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
      return isUnsettled(payment) ? accepted(payment, at) : undefined;
    case 'settled':
      return mayBeSettled(payment, at) ? settle(payment, event, at) : undefined;
    default:
      return event satisfies never;
  }
};

export const PAYMENT_STORY: Story<Payment, PaymentEvent> = {
  kind: 'payment',
  beginnings: ['intended', 'found'],
  advance,
};
