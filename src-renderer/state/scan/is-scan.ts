import type { KeyRun } from './key-run.ts';

/** Fewer characters are typing, however fast. */
const SHORTEST_CODE = 4;

/** Hands press the next key before they let go of the last; a scanner that sends several keys at once does for less. */
const OVERLAP_MS = 10;

/** A person holds a key for 50 to 150 ms, a scanner for as long as its connection needs. */
const LONGEST_SCANNED_HOLD_MS = 35;

/** Ms from key to key up to which a scanner sends: keys let go of quickly; others, where no key overlaps the next. */
const SCANNED = { usual: 40, slowest: 75, held: 50, lockstep: 68 };

/** A key let go of and the next one pressed within so little. */
const LOCKSTEP_MS = 8;

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** 0 for no values. */
const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? 0;

const MIDDLE = 0.5;
/** The longest of few; of many, one in five may be late, as radio and a busy computer make them. */
const NEARLY_ALL = 0.8;

const differences = (values: readonly number[]): readonly number[] =>
  values.slice(1).map((value, index) => value - (values[index] ?? value));

/** From letting go of each key to pressing the next; below 0 where they overlap. */
const flights = (run: KeyRun): readonly number[] =>
  run.slice(1).flatMap(({ downAt }, index) => {
    const upAt = run[index]?.upAt ?? null;
    return upAt === null ? [] : [downAt - upAt];
  });

/**
 * Whether only a barcode scanner can have typed the run. `endAt`: when Enter or Tab followed, or null.
 *
 * A scanner presses and releases one key after the other at a speed of its own. A person is slower, holds keys longer, and
 * is as fast only by pressing keys with several fingers, which overlap.
 */
export const isScan = (run: KeyRun, endAt: number | null): boolean => {
  if (run.length < SHORTEST_CODE) return false;
  const between = flights(run);
  if (between.some((flight) => flight < -OVERLAP_MS)) return false;
  const downs = run.map(({ downAt }) => downAt);
  const gaps = differences(endAt === null ? downs : [...downs, endAt]);
  const holds = run.flatMap(({ downAt, upAt }) => (upAt === null ? [] : [upAt - downAt]));
  const slow = quantile(gaps, NEARLY_ALL);
  if (quantile(holds, MIDDLE) <= LONGEST_SCANNED_HOLD_MS)
    return slow <= SCANNED.slowest || quantile(gaps, MIDDLE) <= SCANNED.usual;
  const isLockstep = between.length > 0 && between.every((flight) => Math.abs(flight) <= LOCKSTEP_MS);
  return slow <= (isLockstep ? SCANNED.lockstep : SCANNED.held);
};

/** An amount with its decimals, which no shelf code looks like. */
export const isPlainAmount = (text: string): boolean => /^\d+[.,]\d{0,2}$/.test(text);
