/** The state machine of a refund, pure and total. No other code changes a refund. refund.ts has the diagram. */
import { judged } from '#domain/story/by-hand.ts';
import type { Doubt } from '#domain/story/outcome.ts';
import { canBeRefused, isMissing, missed, outcomeUnknown } from '#domain/story/outcome.ts';
import type { Story } from '#domain/story/story.ts';
import type { GatewayRefund, Refund, RefundEvent, RefundFacts, RefundIntent } from './refund.ts';
import { factsOf, isOurs, refundMeaningOf } from './refund-facts.ts';
import {
  afterRefundReport,
  isNewsOfSettled,
  mayRefundBeSettled,
  refundReportOf,
  settleRefund,
  wasRefundSettledByHand,
} from './refund-settled-by-hand.ts';

/**
 * The facts of one that may hold money from now on. Whatever the gateway has said about a settlement by hand, it takes
 * that back by reporting the refund on its way.
 */
const reopened = (refund: Refund, at: number): RefundFacts => ({
  ...factsOf(refund, at),
  ...(refund.state === 'failed' ? { hasFailed: true as const } : {}),
  ...(refund.byHand ? judged(refund.byHand, 'awaited') : {}),
});

const withUnknownOutcome = (refund: Refund, doubt: Doubt, at: number, gateway = refund.gateway): Refund => ({
  ...reopened(refund, at),
  gateway,
  ...outcomeUnknown(doubt),
});

/** Another amount or currency than ours. It is not kept as ours: journals have always been replayed so. */
const applyWrongEcho = (refund: Refund, at: number): Refund | undefined => {
  const isKnown = refund.state === 'unknown' && refund.doubt === 'wrong-echo';
  return isKnown ? undefined : withUnknownOutcome(refund, 'wrong-echo', at);
};

/**
 * Whether it has ended for the gateway, too. If the gateway then reports it again, its money may be on its way; but
 * under another ID than the failed one it is another refund, made beside it.
 */
const hasEndedThere = ({ state, gateway }: Refund, { id, statusId }: GatewayRefund): boolean =>
  state === 'failed' && (refundMeaningOf(statusId) === 'failed' || (gateway !== null && gateway.id !== id));

/** The refund after the gateway reported its status; undefined when that changes nothing. */
const applyStatus = (refund: Refund, reported: GatewayRefund, at: number): Refund | undefined => {
  if (wasRefundSettledByHand(refund) && !isNewsOfSettled(refund, reported))
    return afterRefundReport(refund, reported, at);
  const meaning = refundMeaningOf(reported.statusId);
  const facts = { ...factsOf(refund, at), gateway: reported };
  if (refund.state === 'refunded') return undefined;
  if (!wasRefundSettledByHand(refund) && hasEndedThere(refund, reported)) {
    return meaning === 'refunded' && isOurs(refund, reported) ? { ...facts, state: 'refunded' } : undefined;
  }
  if (!isOurs(refund, reported)) {
    return refund.state === 'failed' && reported.reference !== refund.reference
      ? undefined
      : applyWrongEcho(refund, at);
  }
  switch (meaning) {
    case 'requested':
      return refund.state === 'requested'
        ? undefined
        : { ...reopened(refund, at), gateway: reported, state: 'requested' };
    case 'refunded':
      return { ...facts, state: 'refunded' };
    case 'failed':
      return { ...facts, state: 'failed', failure: 'declined', reasons: reported.reasons };
    case 'unknown':
      return refund.state === 'unknown' && refund.gateway?.statusId === reported.statusId
        ? undefined
        : withUnknownOutcome(refund, 'unknown-status', at, reported);
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

/** The refund after an event, by the same rules as a payment; see `advance`. */
export const advanceRefund = (
  refund: Refund | undefined,
  event: RefundEvent,
  at: number,
): Refund | undefined => {
  if (!refund) {
    if (event.type === 'refund-intended') return begin(event.intent, at);
    if (event.type !== 'refund-found') return undefined;
    const begun = begin(event.intent, at);
    return applyStatus(begun, event.refund, at) ?? begun;
  }
  switch (event.type) {
    case 'refund-intended':
    case 'refund-found':
      return undefined;
    case 'refund-created':
      return refund.state === 'sending' ? applyStatus(refund, event.refund, at) : undefined;
    case 'refund-observed':
    case 'refund-corrected':
      return refund.state !== 'sending' && refundReportOf(refund, event.refund).type === event.type
        ? applyStatus(refund, event.refund, at)
        : undefined;
    case 'refund-refused':
      return canBeRefused(refund, event.failure)
        ? { ...factsOf(refund, at), state: 'failed', failure: event.failure, reasons: event.reasons }
        : undefined;
    case 'refund-doubted':
      return refund.state === 'sending' ? withUnknownOutcome(refund, event.doubt, at) : undefined;
    case 'refund-missed':
      return isMissing(refund) ? missed(refund, at) : undefined;
    case 'refund-resent':
      return isMissing(refund) ? { ...factsOf(refund, at), state: 'sending' } : undefined;
    case 'refund-settled':
      return mayRefundBeSettled(refund, at) ? settleRefund(refund, event, at) : undefined;
    default:
      return event satisfies never;
  }
};

export const REFUND_STORY: Story<Refund, RefundEvent> = {
  kind: 'refund',
  beginnings: ['refund-intended', 'refund-found'],
  advance: advanceRefund,
};
