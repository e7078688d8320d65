import { waitFrom } from '#domain/cadence/ladder.ts';
import type { Rung } from '#domain/pace.ts';
import { PACE } from '#domain/pace.ts';
import type { Contact } from '#domain/story/contact.ts';
import { after, hintedAt, lookUpAt, wakeAt, watchAt } from '#domain/story/contact.ts';
import type { OutcomeUnknown } from '#domain/story/outcome.ts';
import { isMissing, isProvenMissing } from '#domain/story/outcome.ts';
import type { Payment } from './payment.ts';
import { expiresAt } from './payment.ts';
import { watchedSince } from './watched.ts';

/** What to do for a payment now, or at `at` (epoch ms). */
export type Step =
  | { readonly do: 'send' }
  | { readonly do: 'send-again' }
  | { readonly do: 'fail' }
  | { readonly do: 'ask-cancel' }
  | { readonly do: 'cancel'; readonly at: number }
  | { readonly do: 'look-up'; readonly at: number }
  | { readonly do: 'poll'; readonly at: number }
  | { readonly do: 'watch'; readonly at: number }
  | { readonly do: 'rest' };

/**
 * Whether its customer may still be there. If the clock was set back since it began, nobody knows how old it is; see
 * `isRecent` of refunds.
 */
const isStillWanted = (payment: Payment, now: number): boolean =>
  payment.cancelling === 'no' && now >= payment.startedAt && now < expiresAt(payment);

/** Its answer was lost and no look-up has found it. Looks it up again, or acts on the proof that it never arrived. */
const whileMissing = (payment: Payment & OutcomeUnknown, contact: Contact, now: number): Step => {
  if (!isProvenMissing(payment, now)) {
    const planned = lookUpAt(contact, payment.startedAt, now);
    return { do: 'look-up', at: hintedAt(contact, planned, now) };
  }
  return { do: isStillWanted(payment, now) ? 'send-again' : 'fail' };
};

/**
 * When to poll a payment that the customer may be paying. After a restart, or a wake, the first poll is due
 * `PACE.firstPoll` after its last change.
 */
const pollAt = (
  { startedAt, changedAt }: Payment,
  contact: Contact,
  now: number,
  polls: () => readonly Rung[],
): number => {
  const isFirst = contact.lastAt === null;
  if (isFirst && contact.since > changedAt) return after(changedAt, PACE.firstPoll, now);
  const wait = waitFrom(polls(), (contact.lastAt ?? changedAt) - startedAt);
  return isFirst ? after(changedAt, Math.round(wait), now) : wakeAt(contact, wait, now);
};

const whileUnfinished = (
  payment: Payment,
  contact: Contact,
  now: number,
  polls: () => readonly Rung[],
): Step => {
  const deadline = expiresAt(payment) + PACE.expiryGrace;
  if (payment.cancelling === 'no' && now >= deadline) return { do: 'ask-cancel' };
  if (payment.cancelling === 'asked-by-cashier' || payment.cancelling === 'asked-by-deadline') {
    return { do: 'cancel', at: contact.failures > 0 ? wakeAt(contact, 0, now) : now };
  }
  const at = pollAt(payment, contact, now, polls);
  const planned = payment.cancelling === 'no' ? Math.min(at, Math.max(deadline, now)) : at;
  return { do: 'poll', at: hintedAt(contact, planned, now) };
};

const whileEnded = (payment: Payment, contact: Contact, now: number): Step => {
  const since = watchedSince(payment);
  const at = since === null ? undefined : watchAt(contact, { endedAt: payment.changedAt, since }, now);
  return at === undefined ? { do: 'rest' } : { do: 'watch', at: hintedAt(contact, at, now) };
};

/**
 * What to do next for a payment, also after a power cut; `polls` says how often it is polled. Nothing else decides
 * this.
 */
export const nextStep = (
  payment: Payment,
  contact: Contact,
  now: number,
  polls: () => readonly Rung[],
): Step => {
  switch (payment.state) {
    case 'sending':
      return { do: 'send' };
    case 'unknown':
      return isMissing(payment)
        ? whileMissing(payment, contact, now)
        : whileUnfinished(payment, contact, now, polls);
    case 'open':
    case 'pending':
      return whileUnfinished(payment, contact, now, polls);
    case 'cancelled':
    case 'expired':
    case 'failed':
    case 'paid':
      return whileEnded(payment, contact, now);
    default:
      return payment satisfies never;
  }
};
