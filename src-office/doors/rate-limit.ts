/** Limits requests of one address, or one till, to one process: `max` at once, and `max` more per minute. */
import type { Outside } from '../outside.ts';
import { placeOf } from '../stations/tries.ts';
import { keepNewest } from '#domain/keep-newest.ts';

const MINUTE = 60_000;
/** Addresses remembered; beyond that the one that asked longest ago is dropped. */
const MAX_KNOWN = 10_000;

interface Left {
  readonly left: number;
  readonly at: number;
}

export interface RateLimit {
  /** Takes one and returns 0; if none is left, returns how long to wait, in ms. */
  take(from: string): number;
  /** Returns one that should not count. */
  release(from: string): void;
  /** Takes that many more, left or not: whoever owes some waits until they are there again. */
  charge(from: string, count: number): void;
}

export const rateLimit = (outside: Outside, max: number): RateLimit => {
  const known = new Map<string, Left>();
  const leftOf = (one: Left | undefined, now: number): number =>
    one ? Math.min(max, one.left + (Math.max(0, now - one.at) * max) / MINUTE) : max;
  return {
    take: (from) => {
      const address = placeOf(from);
      const now = outside.now();
      const left = leftOf(known.get(address), now);
      const isAllowed = left >= 1;
      keepNewest(known, MAX_KNOWN, address, { left: isAllowed ? left - 1 : left, at: now });
      return isAllowed ? 0 : Math.ceil(((1 - left) * MINUTE) / max);
    },
    release: (from) => {
      const address = placeOf(from);
      const now = outside.now();
      const left = Math.min(max, leftOf(known.get(address), now) + 1);
      keepNewest(known, MAX_KNOWN, address, { left, at: now });
    },
    charge: (from, count) => {
      const address = placeOf(from);
      const now = outside.now();
      keepNewest(known, MAX_KNOWN, address, { left: leftOf(known.get(address), now) - count, at: now });
    },
  };
};

/** The header for an answer of 429. */
export const retryAfter = (waitMs: number): { readonly 'Retry-After': string } => ({
  'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1_000))),
});
