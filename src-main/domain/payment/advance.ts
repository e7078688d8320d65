/** How a payment moves: pure, total, and the only place where it does. The drawing is in payment.ts. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import type { Doubt, Facts, Intent, Payment, PaymentEvent } from './payment.ts';
import { isFinal, isUnsettled } from './payment.ts';

/**
 * Whether the gateway speaks of the payment we asked for. Money that it took under our reference is never passed over,
 * whatever amount it is: `amountMismatch`.
 */
const echoes = (payment: Payment, told: GatewayPayment): boolean =>
  told.reference === payment.reference &&
  (meaningOf(told.statusId) === 'paid' ||
    (told.amount === payment.amount && told.currency === payment.currency));

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

const doubtful = (payment: Payment, doubt: Doubt, at: number, gateway = payment.gateway): Payment => ({
  ...factsOf(payment, at),
  gateway,
  state: 'unknown',
  doubt,
  misses: 0,
  firstMissAt: null,
});

/** Later answers may leave out what an earlier one carried (list records have no addresses). */
const merged = (payment: Payment, told: GatewayPayment): GatewayPayment => ({
  ...told,
  redirectUrl: told.redirectUrl ?? payment.gateway?.redirectUrl ?? null,
  qrCodeUrl: told.qrCodeUrl ?? payment.gateway?.qrCodeUrl ?? null,
  methodTransactionId: told.methodTransactionId ?? payment.gateway?.methodTransactionId ?? null,
});

/**
 * The gateway told of another amount, currency or reference than ours. An end without money is believed; anything
 * else is in doubt, and a payment under another reference is not ours to remember, poll or cancel.
 */
const mistold = (payment: Payment, news: GatewayPayment, at: number): Payment | undefined => {
  const ours = news.reference === payment.reference ? merged(payment, news) : payment.gateway;
  const meaning = meaningOf(news.statusId);
  if (ours && ours.statusId === news.statusId && (meaning === 'cancelled' || meaning === 'expired')) {
    return { ...factsOf(payment, at), gateway: ours, state: meaning };
  }
  const known = payment.state === 'unknown' && payment.doubt === 'wrong-echo';
  return known && payment.gateway?.statusId === ours?.statusId
    ? undefined
    : doubtful(payment, 'wrong-echo', at, ours);
};

const hasCode = ({ qrCodeUrl, redirectUrl }: GatewayPayment): boolean => (qrCodeUrl ?? redirectUrl) !== null;

/** Only now does the gateway hand over something to scan. */
const bringsCode = (before: GatewayPayment, now: GatewayPayment): boolean => !hasCode(before) && hasCode(now);

/** The payment after the gateway has told its status; undefined when that changes nothing. */
const told = (payment: Payment, news: GatewayPayment, at: number): Payment | undefined => {
  const gateway = merged(payment, news);
  const facts = { ...factsOf(payment, at), gateway };
  const meaning = meaningOf(news.statusId);
  if (isFinal(payment)) {
    const late = meaning === 'paid' && payment.state !== 'paid' && payment.gateway !== null;
    return late && echoes(payment, news) ? { ...facts, state: 'paid', late, lateAccepted: false } : undefined;
  }
  if (!echoes(payment, news)) return mistold(payment, news, at);
  switch (meaning) {
    case 'open':
      return payment.state === 'pending' ||
        (payment.state === 'open' && !bringsCode(payment.gateway, gateway))
        ? undefined
        : { ...facts, state: 'open' };
    case 'pending':
      return payment.state === 'pending' && payment.gateway.statusId === news.statusId
        ? undefined
        : { ...facts, state: 'pending' };
    case 'paid':
      return { ...facts, state: 'paid', late: false, lateAccepted: false };
    case 'cancelled':
    case 'expired':
      return { ...facts, state: meaning };
    case 'failed':
      return { ...facts, state: 'failed', failure: 'declined', reasons: news.reasons };
    case 'unknown':
      return payment.state === 'unknown' && payment.gateway?.statusId === news.statusId
        ? undefined
        : doubtful(payment, 'unknown-status', at, gateway);
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

const found = ({ intent, payment }: PaymentEvent & { type: 'found' }, at: number): Payment => {
  const begun = begin(intent, at);
  return told(begun, payment, at) ?? begun;
};

const missed = (payment: Payment, at: number): Payment | undefined =>
  payment.state === 'unknown' && payment.gateway === null
    ? { ...payment, changedAt: at, misses: payment.misses + 1, firstMissAt: payment.firstMissAt ?? at }
    : undefined;

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
 * The payment after an event: pure and total. Undefined means the event does not apply here and nothing happened;
 * only `intended` and `found` apply to a payment that is not there yet, and they apply to no other.
 */
export const advance = (
  payment: Payment | undefined,
  event: PaymentEvent,
  at: number,
): Payment | undefined => {
  if (!payment) {
    if (event.type === 'found') return found(event, at);
    return event.type === 'intended' ? begin(event.intent, at) : undefined;
  }
  switch (event.type) {
    case 'intended':
    case 'found':
      return undefined;
    case 'created':
      return payment.state === 'sending' ? told(payment, event.payment, at) : undefined;
    case 'observed':
      return payment.state === 'sending' ? undefined : told(payment, event.payment, at);
    case 'refused':
      return payment.state === 'sending' || (payment.state === 'unknown' && event.failure === 'never-arrived')
        ? refused(payment, event, at)
        : undefined;
    case 'doubted':
      return payment.state === 'sending' ? doubtful(payment, event.doubt, at) : undefined;
    case 'missed':
      return missed(payment, at);
    case 'resent':
      return payment.state === 'unknown' && payment.gateway === null
        ? { ...factsOf(payment, at), state: 'sending' }
        : undefined;
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
