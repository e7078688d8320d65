/**
 * The calls to the gateway about one payment or refund: what the till remembers about them, and when the next is due.
 */
import { jittered, PACE, retryWait, waitAt } from '#domain/pace.ts';

/** What this run of the program remembers about its calls. Losing it in a restart does no harm. */
export interface Contact {
  /** When this run of the program began to follow it; epoch ms. */
  readonly since: number;
  /** Epoch ms of the last call that was answered or failed; null before the first. */
  readonly lastAt: number | null;
  /** Failed calls in a row. */
  readonly failures: number;
  /** The gateway's Retry-After, as epoch ms; 0 when it gave none. */
  readonly notBefore: number;
  /** Random, new for every call; in [0, 1). */
  readonly chance: number;
  /** Whether a hint came since the last call began, so that the next one is due at once. */
  readonly hinted?: boolean;
}

/** `wait` after `last`, or now if `last` is in the future because the clock was set back. Epoch ms. */
export const after = (last: number, wait: number, now: number): number => (last > now ? now : last + wait);

/**
 * When a call is due: as planned or, after a hint, `PACE.hints.after` the last call, but not before the gateway allows
 * it. Epoch ms.
 */
export const hintedAt = ({ hinted, lastAt, notBefore }: Contact, planned: number, now: number): number => {
  if (!hinted) return planned;
  const soon = lastAt === null ? now : after(lastAt, PACE.hints.after, now);
  return Math.min(planned, Math.max(soon, notBefore));
};

/** When to call next: `wait` after the last call, later after failures, and never before the gateway allows it. */
export const wakeAt = (contact: Contact, wait: number, now: number): number => {
  if (contact.lastAt === null) return now;
  const due = contact.failures > 0 ? retryWait(contact.failures) : wait;
  const notBefore = Math.min(contact.notBefore, after(contact.lastAt, PACE.longestRetryAfter, now));
  return Math.max(after(contact.lastAt, jittered(due, contact.chance), now), notBefore);
};

/**
 * When to look up what began at `startedAt`. After a failed call that is soon, unless look-ups have become rare by its
 * age. Epoch ms.
 */
export const lookUpAt = (contact: Contact, startedAt: number, now: number): number => {
  const wait = waitAt(PACE.lookUps.paces, now - startedAt) ?? 0;
  const at = wakeAt(contact, wait, now);
  const isHopeful = wait < retryWait(Infinity);
  return contact.lastAt === null || isHopeful ? at : Math.max(at, after(contact.lastAt, wait, now));
};

/** When to poll first after a change; 0 once a call has been made. */
export const firstPollAt = (contact: Contact, changedAt: number, now: number): number =>
  contact.lastAt === null ? after(changedAt, PACE.firstPoll, now) : 0;

/** Spreads out the overdue watches of a whole week after a start. */
const watchNotBefore = ({ lastAt, since, chance, notBefore }: Contact, every: number): number =>
  lastAt === null ? since + Math.round(chance * Math.min(every, PACE.firstWatches)) : notBefore;

/**
 * When to look again at what ended at `endedAt` and may still succeed late; undefined once it has been watched for
 * long enough since `since`. Epoch ms.
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
  return Math.max(due, watchNotBefore(contact, every));
};
