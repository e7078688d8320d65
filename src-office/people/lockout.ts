/**
 * Limits wrong passwords. Each try is counted before it is checked, so that many sent at once, to any number of
 * processes, all count.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { foldedText } from '#domain/history/folded-text.ts';
import type { Statements } from '../database/database.ts';
import { placeOf } from '../stations/tries.ts';

/** Wrong tries before the first wait. A shop has one address for everybody in it. */
const FREE = { name: 5, address: 20 } as const;
/**
 * The wait after each further one; the last repeats. With longer waits a stranger could lock the owner out for the day.
 */
const WAITS = [30_000, 60_000, 5 * 60_000, 15 * 60_000] as const;
/**
 * A day after the last try all are forgotten, and of fewer hours a part: an address is used every day, and wrong tries
 * add up there.
 */
const FORGOTTEN_AFTER = 24 * 3_600_000;

export interface Tried {
  readonly kind: keyof typeof FREE;
  readonly key: string;
}

/** Hashed, because people sometimes type their password in the field for the name. */
const hashed = (kind: Tried['kind'], text: string): Tried => ({
  kind,
  key: `${kind} ${createHash('sha256').update(text).digest('hex')}`,
});

export const foldedName = (name: string): string => foldedText(name);

export const triedBy = (name: string, address: string): readonly Tried[] => [
  hashed('address', placeOf(address)),
  hashed('name', foldedName(name)),
];

/** How long no try is accepted after this many wrong ones in a row; ms. */
const waitAfter = (kind: Tried['kind'], failures: number): number =>
  failures < FREE[kind] ? 0 : (WAITS[failures - FREE[kind]] ?? WAITS[3]);

/** How many of these failures still count, as long after the last try. Rounded up, so that quick tries all count. */
const stillCounting = (failures: number, sinceMs: number): number =>
  Math.ceil(failures * Math.max(0, 1 - Math.max(0, sinceMs) / FORGOTTEN_AFTER));

const row = z.object({ key: z.string(), failures: z.int(), tried_at: z.int(), locked_until: z.int() });

/** A try that was counted: until when each of its keys is locked if it is wrong; epoch ms, in the past if not at all. */
export interface CountedTry {
  readonly is: 'counted';
  readonly until: ReadonlyMap<string, number>;
}

export type CountTry = CountedTry | { readonly is: 'locked'; readonly waitMs: number };

/** Counts one try, or says how long none is accepted. Call in a transaction. */
export const countTry = async (
  statements: Statements,
  tried: readonly Tried[],
  now: number,
): Promise<CountTry> => {
  const keys = tried.map(({ key }) => key).toSorted();
  await statements.query(
    'INSERT INTO sign_in_tries (key, failures, tried_at, locked_until) SELECT k, 0, $2, 0 FROM unnest($1::text[]) AS k ORDER BY k ON CONFLICT DO NOTHING',
    [keys, now],
  );
  const rows = await statements.query(
    'SELECT key, failures, tried_at, locked_until FROM sign_in_tries WHERE key = ANY($1) ORDER BY key FOR UPDATE',
    [keys],
  );
  const known = new Map(rows.map((one) => row.parse(one)).map((one) => [one.key, one]));
  const waits = [...known.values()].map(({ locked_until }) => locked_until - now);
  // A longer one is from a clock that was ahead.
  const longest = Math.max(0, ...waits.filter((wait) => wait <= WAITS[3]));
  if (longest > 0) return { is: 'locked', waitMs: longest };
  const until = new Map<string, number>();
  for (const { kind, key } of tried) {
    const before = known.get(key);
    const failures = (before ? stillCounting(before.failures, now - before.tried_at) : 0) + 1;
    const lockedUntil = now + waitAfter(kind, failures);
    until.set(key, lockedUntil);
    await statements.query(
      'UPDATE sign_in_tries SET failures = $2, tried_at = $3, locked_until = $4 WHERE key = $1',
      [key, failures, now, lockedUntil],
    );
  }
  return { is: 'counted', until };
};

/**
 * Call if the try was right. An address gets back only this try and the wait that it began: otherwise somebody with an
 * account could guess others' passwords forever, by signing in themselves in between or meanwhile.
 */
export const countRight = async (
  statements: Statements,
  tried: readonly Tried[],
  { until }: CountedTry,
): Promise<void> => {
  for (const { kind, key } of tried) {
    if (kind === 'name') await statements.query('DELETE FROM sign_in_tries WHERE key = $1', [key]);
    else
      await statements.query(
        `UPDATE sign_in_tries SET failures = greatest(failures - 1, 0),
           locked_until = CASE WHEN locked_until = $2 THEN 0 ELSE locked_until END WHERE key = $1`,
        [key, until.get(key) ?? 0],
      );
  }
};

export const forgetOldTries = async (statements: Statements, now: number): Promise<void> => {
  await statements.query('DELETE FROM sign_in_tries WHERE tried_at < $1', [now - FORGOTTEN_AFTER]);
};
