/**
 * Limits how often wrong credentials cost a database query. All tills of a shop share one address, so a credential that
 * was right before is always let through, whatever others there send. A wrong one is answered from memory for a while,
 * and new ones are counted by address and by the name they claim. Each process counts for itself.
 */
import type { Outside } from '../outside.ts';
import { placeOf } from '../stations/tries.ts';
import { keepNewest } from './keep-newest.ts';
import { rateLimit } from './rate-limit.ts';

/** Wrong new credentials per minute: from one address, and among these under one name. */
const MOST = { address: 60, name: 10 } as const;
/** How long a wrong credential is not looked up again; ms. */
const WRONG_LASTS = 10_000;
/** How many credentials are remembered; beyond that the oldest are dropped. */
const MOST_KNOWN = 20_000;

export interface Guess {
  readonly address: string;
  /** The name it claims. */
  readonly name: string;
  /** A hash of the credential. */
  readonly hash: string;
}

export type Looked<R, W> = { readonly right: R } | { readonly wrong: W };
/** `waitMs`: it was not looked up; try again after this. */
export type Judged<R, W> = Looked<R, W> | { readonly waitMs: number };

export interface Guesses<W> {
  /** Whether it was right when it was last looked up. */
  isKnown(guess: Guess): boolean;
  judge<R>(guess: Guess, look: () => Promise<Looked<R, W>>): Promise<Judged<R, W>>;
  /** Records a credential that turned out wrong when it had to be looked up anyway. */
  wrong(guess: Guess, why: W): void;
}

const keyOf = ({ name, hash }: Guess): string => `${name} ${hash}`;

export const guesses = <W>(outside: Outside): Guesses<W> => {
  const good = new Map<string, true>();
  const bad = new Map<string, { readonly why: W; readonly until: number }>();
  const byAddress = rateLimit(outside, MOST.address);
  const byName = rateLimit(outside, MOST.name);
  const nameAt = ({ address, name }: Guess): string => `${placeOf(address)} ${name}`;

  const take = (guess: Guess): number => {
    const waitMs = byAddress.take(guess.address);
    if (waitMs > 0) return waitMs;
    const alsoMs = byName.take(nameAt(guess));
    if (alsoMs > 0) byAddress.giveBack(guess.address);
    return alsoMs;
  };
  const wrong = (guess: Guess, why: W): void => {
    good.delete(keyOf(guess));
    keepNewest(bad, keyOf(guess), { why, until: outside.now() + WRONG_LASTS }, MOST_KNOWN);
  };

  return {
    isKnown: (guess) => good.has(keyOf(guess)),
    wrong,
    judge: async (guess, look) => {
      const before = bad.get(keyOf(guess));
      const now = outside.now();
      if (before && now < before.until && before.until - now <= WRONG_LASTS) return { wrong: before.why };
      const isKnown = good.has(keyOf(guess));
      const waitMs = isKnown ? 0 : take(guess);
      if (waitMs > 0) return { waitMs };
      const looked = await look();
      if ('wrong' in looked) wrong(guess, looked.wrong);
      else {
        bad.delete(keyOf(guess));
        keepNewest(good, keyOf(guess), true, MOST_KNOWN);
        if (!isKnown)
          for (const [limit, from] of [
            [byAddress, guess.address],
            [byName, nameAt(guess)],
          ] as const)
            limit.giveBack(from);
      }
      return looked;
    },
  };
};
