/** Refunds that a manager has settled by hand; see settled-by-hand.ts, which does the same for payments. */
import { PACE } from '#domain/pace.ts';
import type { ByHand, Settlement } from '#domain/story/by-hand.ts';
import { isCorrected, judged, settledBy } from '#domain/story/by-hand.ts';
import type { GatewayRefund, Refund, RefundEvent, RefundSettledAs } from './refund.ts';
import { factsOf, isOnItsWayAgain, isOurs, refundMeaningOf } from './refund-facts.ts';

type SettledRefund = Refund & { readonly byHand: ByHand<RefundSettledAs> };

export const wasRefundSettledByHand = (refund: Refund): refund is SettledRefund =>
  refund.byHand !== undefined;

/** Whether a person may settle it at `now` (epoch ms); see `mayBeSettled`. */
export const mayRefundBeSettled = (refund: Refund, now: number): boolean =>
  refund.state === 'unknown' ||
  (refund.state === 'requested' && now >= refund.startedAt + PACE.settledByHandAfter.refund);

export const settleRefund = (refund: Refund, settlement: Settlement<RefundSettledAs>, at: number): Refund => {
  const facts = { ...factsOf(refund, at), byHand: settledBy(settlement, at) };
  return settlement.outcome === 'refunded'
    ? { ...facts, state: 'refunded' }
    : { ...facts, state: 'failed', failure: 'settled-by-hand', reasons: [] };
};

/**
 * Whether the gateway reports one that a manager settled as not refunded to be on its way, or in doubt, and had not done
 * so before: nobody then knew it. So it is if the gateway has itself reported it as failed since. Until it ends, it
 * reserves its amount.
 */
export const isNewsOfSettled = (refund: SettledRefund, reported: GatewayRefund): boolean => {
  const { byHand, gateway, state } = refund;
  const isEnd = (one: GatewayRefund): boolean =>
    isOurs(refund, one) && ['refunded', 'failed'].includes(refundMeaningOf(one.statusId));
  if (reported.reference !== refund.reference || isEnd(reported)) return false;
  if (byHand.verdict !== 'awaited') return isOnItsWayAgain(refund, reported);
  if (byHand.outcome !== 'not-refunded') return false;
  // Other money is news only once: a manager who settles it again has seen it.
  if (!isOurs(refund, reported) && refund.hasFailed) return false;
  if (state !== 'failed' || gateway === null) return true;
  const isSameMeaning = refundMeaningOf(gateway.statusId) === refundMeaningOf(reported.statusId);
  return !isSameMeaning || isOurs(refund, gateway) !== isOurs(refund, reported);
};

/** The refund after the gateway has reported it; undefined when that changes nothing. */
export const afterRefundReport = (
  refund: SettledRefund,
  reported: GatewayRefund,
  at: number,
): Refund | undefined => {
  const reportedState = refundMeaningOf(reported.statusId);
  const { verdict, outcome } = refund.byHand;
  if (!isOurs(refund, reported) || (reportedState !== 'refunded' && reportedState !== 'failed'))
    return undefined;
  if (reportedState === refund.state) {
    return verdict === 'awaited'
      ? { ...refund, gateway: reported, ...judged(refund.byHand, 'confirmed') }
      : undefined;
  }
  const facts = { ...factsOf(refund, at), gateway: reported };
  if (reportedState === 'refunded') {
    const now = outcome === 'refunded' ? 'confirmed' : 'corrected';
    return { ...facts, ...judged(refund.byHand, now), state: 'refunded' };
  }
  // What the gateway has refunded stays refunded.
  if (verdict !== 'awaited' && refund.state === 'refunded') return undefined;
  const now = judged(refund.byHand, outcome === 'not-refunded' ? 'confirmed' : 'corrected');
  return { ...facts, ...now, state: 'failed', failure: 'declined', reasons: reported.reasons };
};

const isCorrection = (refund: Refund, reported: GatewayRefund): boolean =>
  wasRefundSettledByHand(refund) &&
  isCorrected(refund.byHand, afterRefundReport(refund, reported, refund.changedAt));

/** The event for what the gateway reports of a refund after it was created. */
export const refundReportOf = (
  refund: Refund,
  reported: GatewayRefund,
): RefundEvent & { readonly type: 'refund-observed' | 'refund-corrected' } => ({
  type: isCorrection(refund, reported) ? 'refund-corrected' : 'refund-observed',
  refund: reported,
});
