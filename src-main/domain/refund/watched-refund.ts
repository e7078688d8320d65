/** Which refunds are still followed once they have ended. */
import { isAwaited } from '#domain/story/by-hand.ts';
import type { Refund } from './refund.ts';
import { hasRefundEnded } from './refund.ts';

/**
 * Since when a refund is watched (epoch ms), because the gateway may still report another outcome: one that it accepted
 * and then declined may succeed late, one that seemed never to arrive may be listed late, in whatever state, and one settled by
 * hand may be corrected. Null if nothing can change any more.
 */
export const refundWatchedSince = (refund: Refund): number | null => {
  const maySucceedLate =
    refund.state === 'failed' && (refund.gateway !== null || refund.failure === 'never-arrived');
  return maySucceedLate || isAwaited(refund) ? refund.changedAt : null;
};

/** Whether a refund is unfinished, or watched since `since` (epoch ms) or later. */
export const refundNeedsAttention = (refund: Refund, since: number): boolean =>
  !hasRefundEnded(refund) || (refundWatchedSince(refund) ?? -Infinity) >= since;
