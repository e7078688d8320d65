import { PACE, waitAt } from '#domain/pace.ts';
import type { Contact } from '#domain/story/contact.ts';
import { firstPollAt, hintedAt, lookUpAt, wakeAt, watchAt } from '#domain/story/contact.ts';
import { isMissing, isProvenMissing, mayProveMore } from '#domain/story/outcome.ts';
import type { Refund } from './refund.ts';
import { refundWatchedSince } from './watched-refund.ts';

/** What to do for a refund now, or at `at` (epoch ms). */
export type RefundStep =
  | { readonly do: 'send' }
  | { readonly do: 'send-again' }
  | { readonly do: 'fail' }
  | { readonly do: 'look-up'; readonly at: number }
  | { readonly do: 'poll'; readonly at: number }
  | { readonly do: 'watch'; readonly at: number }
  | { readonly do: 'rest' };

const whileEnded = (refund: Refund, contact: Contact, now: number): RefundStep => {
  const since = refundWatchedSince(refund);
  const at = since === null ? undefined : watchAt(contact, { endedAt: refund.changedAt, since }, now);
  return at === undefined ? { do: 'rest' } : { do: 'watch', at: hintedAt(contact, at, now) };
};

/** The next look-up of a refund whose outcome is unknown. */
export const refundLookUp = ({ startedAt }: Refund, contact: Contact, now: number): RefundStep => ({
  do: 'look-up',
  at: hintedAt(contact, lookUpAt(contact, startedAt, now), now),
});

/**
 * Whether a list that lacks it counts as a miss. The gateway has one that it has shown with other money than ours: it is
 * never sent again.
 */
export const countsMisses = (refund: Refund, now: number): boolean =>
  isMissing(refund) && refund.doubt !== 'wrong-echo' && mayProveMore(refund, now);

/**
 * Whether it is recent enough to be sent again without a person. If the clock was set back since it began, nobody knows
 * how old it is.
 */
const isRecent = ({ startedAt }: Refund, now: number): boolean =>
  now >= startedAt && now - startedAt < PACE.refundResentWithin;

/** What to do next for a refund, also after a power cut. Nothing else decides this. */
export const nextRefundStep = (refund: Refund, contact: Contact, now: number): RefundStep => {
  switch (refund.state) {
    case 'sending':
      return { do: 'send' };
    case 'unknown':
      if (isMissing(refund) && refund.doubt !== 'wrong-echo' && isProvenMissing(refund, now))
        return { do: isRecent(refund, now) ? 'send-again' : 'fail' };
      return refundLookUp(refund, contact, now);
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
