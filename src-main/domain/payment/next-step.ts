import type { Contact } from './contact.ts';
import { after, isProvenMissing, wakeAt, watchAt } from './contact.ts';
import { PACE, waitAt } from '#domain/pace.ts';
import type { Payment } from './payment.ts';
import { expiresAt } from './payment.ts';

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

/** The payment's answer was lost and no look has found it: look again, or act on the proof that it never arrived. */
const whileMissing = (payment: Payment & { state: 'unknown' }, contact: Contact, now: number): Step => {
  if (!isProvenMissing(payment, now)) return { do: 'look-up', at: wakeAt(contact, PACE.lookUps.every, now) };
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

const whileEnded = (payment: Payment, contact: Contact, now: number): Step => {
  const since = Math.max(expiresAt(payment), payment.changedAt);
  const at = watchAt(contact, { endedAt: payment.changedAt, since }, now);
  const refusedAtOnce = payment.state === 'failed' && payment.failure !== 'declined';
  return payment.gateway === null || refusedAtOnce || at === undefined ? { do: 'rest' } : { do: 'watch', at };
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
