/** How a refund moves: pure, total, and the only place where it does. The drawing is in refund.ts. */
import type { Doubt } from '#domain/payment/payment.ts';
import type { GatewayRefund, Refund, RefundEvent, RefundFacts, RefundIntent } from './refund.ts';

/** Whether the gateway's refund is the one we asked for. A currency that it leaves out is the payment's. */
const echoes = (refund: Refund, told: GatewayRefund): boolean =>
  told.reference === refund.reference &&
  told.amount === refund.amount &&
  (told.currency ?? refund.currency) === refund.currency;

const factsOf = (refund: Refund, at: number): RefundFacts => ({
  reference: refund.reference,
  requestId: refund.requestId,
  paymentReference: refund.paymentReference,
  paymentId: refund.paymentId,
  amount: refund.amount,
  currency: refund.currency,
  reason: refund.reason,
  note: refund.note,
  askedBy: refund.askedBy,
  approvedBy: refund.approvedBy,
  startedAt: refund.startedAt,
  changedAt: at,
  gateway: refund.gateway,
});

const doubtful = (refund: Refund, doubt: Doubt, at: number, gateway = refund.gateway): Refund => ({
  ...factsOf(refund, at),
  gateway,
  state: 'unknown',
  doubt,
  misses: 0,
  firstMissAt: null,
});

type Meaning = 'requested' | 'refunded' | 'failed' | 'unknown';

/**
 * What a status means for a refund. The vendor's table knows 1, 2 and 4; SDK-PHP's sample also meets 3 and 5, which
 * give nothing back, and 6, 7, 9 and 18, which are still under way.
 */
export const refundMeaningOf = (statusId: number): Meaning => {
  switch (statusId) {
    case 1:
    case 6:
    case 7:
    case 8:
    case 9:
    case 18:
      return 'requested';
    case 2:
      return 'refunded';
    case 3:
    case 4:
    case 5:
      return 'failed';
    default:
      return 'unknown';
  }
};

/** The refund after the gateway has told its status; undefined when that changes nothing. */
const told = (refund: Refund, news: GatewayRefund, at: number): Refund | undefined => {
  const meaning = refundMeaningOf(news.statusId);
  const facts = { ...factsOf(refund, at), gateway: news };
  if (refund.state === 'refunded') return undefined;
  if (refund.state === 'failed') {
    return meaning === 'refunded' && echoes(refund, news) ? { ...facts, state: 'refunded' } : undefined;
  }
  if (!echoes(refund, news)) {
    const known = refund.state === 'unknown' && refund.doubt === 'wrong-echo';
    return known ? undefined : doubtful(refund, 'wrong-echo', at);
  }
  switch (meaning) {
    case 'requested':
      return refund.state === 'requested' ? undefined : { ...facts, state: 'requested' };
    case 'refunded':
      return { ...facts, state: 'refunded' };
    case 'failed':
      return { ...facts, state: 'failed', failure: 'declined', reasons: news.reasons };
    case 'unknown':
      return refund.state === 'unknown' && refund.gateway?.statusId === news.statusId
        ? undefined
        : doubtful(refund, 'unknown-status', at, news);
    default:
      return meaning satisfies never;
  }
};

const begin = (intent: RefundIntent, at: number): Refund => ({
  ...intent,
  startedAt: at,
  changedAt: at,
  gateway: null,
  state: 'sending',
});

/** The same rules as for a payment; see `advance`. Undefined means the event does not apply here and nothing happened. */
export const advanceRefund = (
  refund: Refund | undefined,
  event: RefundEvent,
  at: number,
): Refund | undefined => {
  if (!refund) {
    if (event.type === 'refund-intended') return begin(event.intent, at);
    if (event.type !== 'refund-found') return undefined;
    const begun = begin(event.intent, at);
    return told(begun, event.refund, at) ?? begun;
  }
  switch (event.type) {
    case 'refund-intended':
    case 'refund-found':
      return undefined;
    case 'refund-created':
      return refund.state === 'sending' ? told(refund, event.refund, at) : undefined;
    case 'refund-observed':
      return refund.state === 'sending' ? undefined : told(refund, event.refund, at);
    case 'refund-refused':
      return refund.state === 'sending' || (refund.state === 'unknown' && event.failure === 'never-arrived')
        ? { ...factsOf(refund, at), state: 'failed', failure: event.failure, reasons: event.reasons }
        : undefined;
    case 'refund-doubted':
      return refund.state === 'sending' ? doubtful(refund, event.doubt, at) : undefined;
    case 'refund-missed':
      return refund.state === 'unknown' && refund.gateway === null
        ? { ...refund, changedAt: at, misses: refund.misses + 1, firstMissAt: refund.firstMissAt ?? at }
        : undefined;
    case 'refund-resent':
      return refund.state === 'unknown' && refund.gateway === null
        ? { ...factsOf(refund, at), state: 'sending' }
        : undefined;
    default:
      return event satisfies never;
  }
};
