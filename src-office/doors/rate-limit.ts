/** Limits requests of one address, or one till, to one process: `max` at once, and `max` more per minute. */
import type { Outside } from '../outside.ts';
import { placeOf } from '../stations/tries.ts';

const MINUTE = 60_000;
/** Addresses remembered; beyond that those with their full allowance are dropped. */
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
}

export const rateLimit = (outside: Outside, max: number): RateLimit => {
  const known = new Map<string, Left>();
  const leftOf = (one: Left | undefined, now: number): number =>
    one ? Math.min(max, one.left + (Math.max(0, now - one.at) * max) / MINUTE) : max;
  const forget = (now: number): void => {
    for (const [address, one] of known) if (leftOf(one, now) >= max) known.delete(address);
    if (known.size >= MAX_KNOWN) known.clear();
  };
  return {
    take: (from) => {
      const address = placeOf(from);
      const now = outside.now();
      const before = known.get(address);
      const left = leftOf(before, now);
      if (left < 1) return Math.ceil(((1 - left) * MINUTE) / max);
      if (!before && known.size >= MAX_KNOWN) forget(now);
      known.set(address, { left: left - 1, at: now });
      return 0;
    },
    release: (from) => {
      const address = placeOf(from);
      const now = outside.now();
      known.set(address, { left: Math.min(max, leftOf(known.get(address), now) + 1), at: now });
    },
  };
};

/** The header for an answer of 429. */
export const retryAfter = (waitMs: number): { readonly 'Retry-After': string } => ({
  'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1_000))),
});
