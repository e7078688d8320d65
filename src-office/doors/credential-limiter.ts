/**
 * Limits how often wrong credentials cost a database query. All tills of a shop share one address, so a credential that
 * was right before is always let through, whatever others there send. A wrong one is answered from memory for a while,
 * and new ones are counted by address and by the name they claim. Each process counts for itself.
 */
import type { Outside } from '../outside.ts';
import { placeOf } from '../stations/tries.ts';
import { keepNewest } from '#domain/keep-newest.ts';
import { rateLimit } from './rate-limit.ts';

/** Wrong new credentials per minute: from one address, and among these under one name. */
const MAX_WRONG = { address: 60, name: 10 } as const;
/** How long a wrong credential is not looked up again; ms. */
const WRONG_LIFETIME_MS = 10_000;
/** How many credentials are remembered; beyond that the oldest are dropped. */
const MAX_KNOWN = 20_000;

export interface Attempt {
  readonly address: string;
  /** The name it claims. */
  readonly name: string;
  /** A hash of the credential. */
  readonly hash: string;
}

export type LookUp<R, W> = { readonly right: R } | { readonly wrong: W };
/** `waitMs`: it was not looked up; try again after this. */
export type CheckResult<R, W> = LookUp<R, W> | { readonly waitMs: number };

export interface CredentialLimiter<W> {
  /** Whether it was right when it was last looked up. */
  isKnown(attempt: Attempt): boolean;
  check<R>(attempt: Attempt, look: () => Promise<LookUp<R, W>>): Promise<CheckResult<R, W>>;
  /** Records a credential that turned out wrong when it had to be looked up anyway. */
  wrong(attempt: Attempt, why: W): void;
}

const keyOf = ({ name, hash }: Attempt): string => `${name} ${hash}`;

export const credentialLimiter = <W>(outside: Outside): CredentialLimiter<W> => {
  const good = new Map<string, true>();
  const bad = new Map<string, { readonly why: W; readonly until: number }>();
  const byAddress = rateLimit(outside, MAX_WRONG.address);
  const byName = rateLimit(outside, MAX_WRONG.name);
  const nameAt = ({ address, name }: Attempt): string => `${placeOf(address)} ${name}`;

  const take = (attempt: Attempt): number => {
    const waitMs = byAddress.take(attempt.address);
    if (waitMs > 0) return waitMs;
    const alsoMs = byName.take(nameAt(attempt));
    if (alsoMs > 0) byAddress.release(attempt.address);
    return alsoMs;
  };
  const wrong = (attempt: Attempt, why: W): void => {
    good.delete(keyOf(attempt));
    keepNewest(bad, MAX_KNOWN, keyOf(attempt), { why, until: outside.now() + WRONG_LIFETIME_MS });
  };

  return {
    isKnown: (attempt) => good.has(keyOf(attempt)),
    wrong,
    check: async (attempt, look) => {
      const before = bad.get(keyOf(attempt));
      const now = outside.now();
      if (before && now < before.until && before.until - now <= WRONG_LIFETIME_MS)
        return { wrong: before.why };
      const isKnown = good.has(keyOf(attempt));
      const waitMs = isKnown ? 0 : take(attempt);
      if (waitMs > 0) return { waitMs };
      const found = await look();
      if ('wrong' in found) wrong(attempt, found.wrong);
      else {
        bad.delete(keyOf(attempt));
        keepNewest(good, MAX_KNOWN, keyOf(attempt), true);
        if (!isKnown)
          for (const [limit, from] of [
            [byAddress, attempt.address],
            [byName, nameAt(attempt)],
          ] as const)
            limit.release(from);
      }
      return found;
    },
  };
};
