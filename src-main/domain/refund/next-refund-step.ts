import { PACE, waitAt } from '#domain/pace.ts';
import type { Contact } from '#domain/story/contact.ts';
import { firstPollAt, hintedAt, lookUpAt, wakeAt, watchAt } from '#domain/story/contact.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import { isMissing, isProvenMissing } from '#domain/story/outcome.ts';
import type { Refund } from './refund.ts';

/** What to do for a refund now, or at `at` (epoch ms). */
export type RefundStep =
  | { readonly do: 'send' }
  | { readonly do: 'send-again' }
  | { readonly do: 'fail' }
  | { readonly do: 'look-up'; readonly at: number }
  | { readonly do: 'poll'; readonly at: number }
  | { readonly do: 'watch'; readonly at: number }
  | { readonly do: 'rest' };

/**
 * Whether the gateway may still report another outcome. It may for a refund that it accepted and then declined, and for
 * one that was settled by hand.
 */
const mayStillMove = (refund: Refund): boolean => {
  if (isAwaited(refund)) return true;
  if (refund.state !== 'failed' || refund.gateway === null) return false;
  return refund.failure === 'declined' || refund.failure === 'settled-by-hand';
};

const whileEnded = (refund: Refund, contact: Contact, now: number): RefundStep => {
  const at = watchAt(contact, { endedAt: refund.changedAt, since: refund.changedAt }, now);
  return at === undefined || !mayStillMove(refund)
    ? { do: 'rest' }
    : { do: 'watch', at: hintedAt(contact, at, now) };
};

/** What to do next for a refund, also after a power cut. Nothing else decides this. */
export const nextRefundStep = (refund: Refund, contact: Contact, now: number): RefundStep => {
  switch (refund.state) {
    case 'sending':
      return { do: 'send' };
    case 'unknown':
      if (isMissing(refund) && isProvenMissing(refund, now))
        return { do: now - refund.startedAt < PACE.refundResentWithin ? 'send-again' : 'fail' };
      return { do: 'look-up', at: hintedAt(contact, lookUpAt(contact, refund.startedAt, now), now) };
    case 'requested': {
      const every = waitAt(PACE.refundPolls, now - refund.startedAt) ?? 0;
      const first = firstPollAt(contact, refund.changedAt, now);
      const planned = Math.max(first, wakeAt(contact, every, now));
      return { do: 'poll', at: hintedAt(contact, planned, now) };
    }
    case 'failed':
    case 'refunded':
      return whileEnded(refund, contact, now);
    default:
      return refund satisfies never;
  }
};
