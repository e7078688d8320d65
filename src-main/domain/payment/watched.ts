/** Which payments are still followed once they have ended. */
import { isAwaited } from '#domain/story/by-hand.ts';
import type { Payment } from './payment.ts';
import { expiresAt, isFinal, isUnsettled } from './payment.ts';

/**
 * Since when a payment is watched (epoch ms), because the gateway may still report another outcome: one that the
 * gateway knows and that ended without money may be paid late, and one settled by hand may be corrected. Null if
 * nothing can change any more. `PACE.watch` says for how long.
 */
export const watchedSince = (payment: Payment): number | null => {
  const mayBePaidLate = isFinal(payment) && payment.state !== 'paid' && payment.gateway !== null;
  return mayBePaidLate || isAwaited(payment) ? Math.max(expiresAt(payment), payment.changedAt) : null;
};

/** The same for the list of what needs attention, in which an unsettled payment stays until a person settles it. */
export const listedSince = (payment: Payment): number | null =>
  isUnsettled(payment) ? Number.MAX_SAFE_INTEGER : watchedSince(payment);

/** Whether a payment is unfinished, unsettled or watched since `since` (epoch ms) or later. */
export const needsAttention = (payment: Payment, since: number): boolean =>
  !isFinal(payment) || (listedSince(payment) ?? -Infinity) >= since;
