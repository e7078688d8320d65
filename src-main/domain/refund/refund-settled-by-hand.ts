/** Refunds that a manager has settled by hand; see settled-by-hand.ts, which does the same for payments. */
import { PACE } from '#domain/pace.ts';
import type { ByHand, Settlement } from '#domain/story/by-hand.ts';
import { isCorrected, judged, settledBy } from '#domain/story/by-hand.ts';
import type { GatewayRefund, Refund, RefundEvent, RefundSettledAs } from './refund.ts';
import { factsOf, isOurs, refundMeaningOf } from './refund-facts.ts';

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
  if (verdict !== 'awaited') return undefined;
  const corrected = judged(refund.byHand, 'corrected');
  return { ...facts, ...corrected, state: 'failed', failure: 'declined', reasons: reported.reasons };
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
