import { jittered, PACE, retryWait, waitAt } from './pace.ts';
import type { Payment } from './payment.ts';
import { expiresAt } from './payment.ts';

/** What this run of the program remembers of its talks about a payment; forgotten without harm by a restart. */
export interface Contact {
  /** Epoch ms at which this run of the program took the payment up. */
  readonly since: number;
  /** Epoch ms of the last call that was answered or failed; null before the first. */
  readonly lastAt: number | null;
  /** Failed calls in a row. */
  readonly failures: number;
  /** The gateway's Retry-After, as epoch ms; 0 when it gave none. */
  readonly notBefore: number;
  /** Drawn anew for every call, in [0, 1). */
  readonly chance: number;
}

/** What the world should do for a payment now, or at `at` (epoch ms). */
export type Step =
  | { readonly do: 'send' }
  | { readonly do: 'send-again' }
  | { readonly do: 'give-up' }
  | { readonly do: 'ask-cancel' }
  | { readonly do: 'cancel'; readonly at: number }
  | { readonly do: 'look-up'; readonly at: number }
  | { readonly do: 'poll'; readonly at: number }
  | { readonly do: 'watch'; readonly at: number }
  | { readonly do: 'rest' };

/** When to talk again: `wait` after the last time, which lies ahead of us if somebody set the clock back: then now. */
const after = (last: number, wait: number, now: number): number => (last > now ? now : last + wait);

const wakeAt = (contact: Contact, wait: number, now: number): number => {
  if (contact.lastAt === null) return now;
  const due = contact.failures > 0 ? retryWait(contact.failures) : wait;
  const notBefore = Math.min(contact.notBefore, after(contact.lastAt, PACE.longestRetryAfter, now));
  return Math.max(after(contact.lastAt, jittered(due, contact.chance), now), notBefore);
};

/** The payment's answer was lost and no look has found it: look again, or act on the proof that it never arrived. */
const whileMissing = (payment: Payment & { state: 'unknown' }, contact: Contact, now: number): Step => {
  const { every, looksNeeded, overAtLeast } = PACE.lookUps;
  const proven =
    payment.doubt !== 'duplicate' &&
    payment.misses >= looksNeeded &&
    payment.firstMissAt !== null &&
    now - payment.firstMissAt >= overAtLeast;
  if (!proven) return { do: 'look-up', at: wakeAt(contact, every, now) };
  const stillWanted = payment.cancelling === 'no' && now < expiresAt(payment);
  return { do: stillWanted ? 'send-again' : 'give-up' };
};

const whileAlive = (payment: Payment, contact: Contact, now: number): Step => {
  const deadline = expiresAt(payment) + PACE.expiryGrace;
  if (payment.cancelling === 'no' && now >= deadline) return { do: 'ask-cancel' };
  if (payment.cancelling === 'asked-by-cashier' || payment.cancelling === 'asked-by-deadline') {
    return { do: 'cancel', at: contact.failures > 0 ? wakeAt(contact, 0, now) : now };
  }
  const age = now - payment.startedAt;
  const every = waitAt(PACE.polls, age) ?? 0;
  const first = contact.lastAt === null ? after(payment.changedAt, PACE.firstPoll, now) : 0;
  const at = Math.max(first, wakeAt(contact, every, now));
  return { do: 'poll', at: payment.cancelling === 'no' ? Math.min(at, Math.max(deadline, now)) : at };
};

/** A week's payments, all overdue after a start, are not asked about in one breath. */
const notBeforeOf = ({ lastAt, since, chance, notBefore }: Contact, every: number): number =>
  lastAt === null ? since + Math.round(chance * Math.min(every, PACE.firstWatches)) : notBefore;

const whileEnded = (payment: Payment, contact: Contact, now: number): Step => {
  const every = waitAt(PACE.watch, now - Math.max(expiresAt(payment), payment.changedAt));
  const refusedAtOnce = payment.state === 'failed' && payment.failure !== 'declined';
  if (payment.gateway === null || refusedAtOnce || every === undefined) return { do: 'rest' };
  const wait = contact.failures > 0 ? Math.min(every, PACE.longestWatchRetry) : every;
  const due = after(contact.lastAt ?? payment.changedAt, jittered(wait, contact.chance), now);
  return { do: 'watch', at: Math.max(due, notBeforeOf(contact, every)) };
};

/** The only source of what happens next to a payment; a start after a power cut asks it like everybody else. */
export const nextStep = (payment: Payment, contact: Contact, now: number): Step => {
  switch (payment.state) {
    case 'sending':
      return { do: 'send' };
    case 'unknown':
      return payment.gateway === null
        ? whileMissing(payment, contact, now)
        : whileAlive(payment, contact, now);
    case 'open':
    case 'pending':
      return whileAlive(payment, contact, now);
    case 'cancelled':
    case 'expired':
    case 'failed':
      return whileEnded(payment, contact, now);
    case 'paid':
      return { do: 'rest' };
    default:
      return payment satisfies never;
  }
};
