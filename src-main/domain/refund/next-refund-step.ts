import type { Contact } from '#domain/payment/contact.ts';
import { after, isProvenMissing, wakeAt, watchAt } from '#domain/payment/contact.ts';
import { PACE, waitAt } from '#domain/pace.ts';
import type { Refund } from './refund.ts';

/** What the world should do for a refund now, or at `at` (epoch ms). */
export type RefundStep =
  | { readonly do: 'send' }
  | { readonly do: 'send-again' }
  | { readonly do: 'give-up' }
  | { readonly do: 'look-up'; readonly at: number }
  | { readonly do: 'poll'; readonly at: number }
  | { readonly do: 'watch'; readonly at: number }
  | { readonly do: 'rest' };

/** A refund that was refused after the gateway took it on may still go through, as a payment may. */
const whileFailed = (refund: Refund & { state: 'failed' }, contact: Contact, now: number): RefundStep => {
  const at = watchAt(contact, { endedAt: refund.changedAt, since: refund.changedAt }, now);
  const refusedAtOnce = refund.gateway === null || refund.failure !== 'declined';
  return refusedAtOnce || at === undefined ? { do: 'rest' } : { do: 'watch', at };
};

/** The only source of what happens next to a refund; a start after a power cut asks it like everybody else. */
export const nextRefundStep = (refund: Refund, contact: Contact, now: number): RefundStep => {
  switch (refund.state) {
    case 'sending':
      return { do: 'send' };
    case 'unknown':
      if (refund.gateway === null && isProvenMissing(refund, now))
        return { do: now - refund.startedAt < PACE.refundResentWithin ? 'send-again' : 'give-up' };
      return { do: 'look-up', at: wakeAt(contact, PACE.lookUps.every, now) };
    case 'requested': {
      const every = waitAt(PACE.refundPolls, now - refund.startedAt) ?? 0;
      const first = contact.lastAt === null ? after(refund.changedAt, PACE.firstPoll, now) : 0;
      return { do: 'poll', at: Math.max(first, wakeAt(contact, every, now)) };
    }
    case 'failed':
      return whileFailed(refund, contact, now);
    case 'refunded':
      return { do: 'rest' };
    default:
      return refund satisfies never;
  }
};
