/** The talks with the gateway about one payment or refund: what is remembered of them, and when the next one is due. */
import { jittered, PACE, retryWait, waitAt } from '#domain/pace.ts';
import type { Doubt } from './payment.ts';

/** What this run of the program remembers of its talks about it; forgotten without harm by a restart. */
export interface Contact {
  /** Epoch ms at which this run of the program took it up. */
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

/** When to talk again: `wait` after the last time, which lies ahead of us if somebody set the clock back: then now. */
export const after = (last: number, wait: number, now: number): number => (last > now ? now : last + wait);

/** When to talk next: `wait` after the last talk, later after failures, and never before the gateway allows it. */
export const wakeAt = (contact: Contact, wait: number, now: number): number => {
  if (contact.lastAt === null) return now;
  const due = contact.failures > 0 ? retryWait(contact.failures) : wait;
  const notBefore = Math.min(contact.notBefore, after(contact.lastAt, PACE.longestRetryAfter, now));
  return Math.max(after(contact.lastAt, jittered(due, contact.chance), now), notBefore);
};

/** A week's endings, all overdue after a start, are not asked about in one breath. */
const notBeforeOf = ({ lastAt, since, chance, notBefore }: Contact, every: number): number =>
  lastAt === null ? since + Math.round(chance * Math.min(every, PACE.firstWatches)) : notBefore;

/**
 * When to look again at something that ended at `endedAt` and may still turn out otherwise; undefined once it has been
 * watched for long enough from `since` on. Epoch ms.
 */
export const watchAt = (
  contact: Contact,
  { endedAt, since }: { readonly endedAt: number; readonly since: number },
  now: number,
): number | undefined => {
  const every = waitAt(PACE.watch, now - since);
  if (every === undefined) return undefined;
  const wait = contact.failures > 0 ? Math.min(every, PACE.longestWatchRetry) : every;
  const due = after(contact.lastAt ?? endedAt, jittered(wait, contact.chance), now);
  return Math.max(due, notBeforeOf(contact, every));
};

interface Missing {
  readonly doubt: Doubt;
  readonly misses: number;
  readonly firstMissAt: number | null;
}

/** Whether enough looks over enough time have shown that the gateway never got it; a duplicate proves the opposite. */
export const isProvenMissing = ({ doubt, misses, firstMissAt }: Missing, now: number): boolean => {
  const { looksNeeded, overAtLeast } = PACE.lookUps;
  return (
    doubt !== 'duplicate' && misses >= looksNeeded && firstMissAt !== null && now - firstMissAt >= overAtLeast
  );
};
