import type { KeyRun } from './key-run.ts';
import { isQuicklyReleased, sorted } from './key-run.ts';

/** Fewer characters count as typing, however fast. */
const SHORTEST_CODE = 4;

/** Fingers press a key before the last one is up; a scanner that sends several keys at once overlaps them by less. */
const OVERLAP_MS = 10;

/** The longest times from key to key of scanners, ms: if keys are released quickly, or else where none overlap. */
const SCANNED = { inBursts: 40, slowest: 75, held: 50, lockstep: 56 };

/** The most between the release of a key and the press of the next, where a scanner holds each key until then. */
const LOCKSTEP_MS = 8;

/** 0 for no values. */
const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? 0;

/** A radio that pauses sends at least two keys at once, so that one time in three is short. */
const IN_BURSTS = 1 / 3;
/** One in five may be late, because of radio or a busy computer. */
const NEARLY_ALL = 0.8;

const differences = (values: readonly number[]): readonly number[] =>
  values.slice(1).map((value, index) => value - (values[index] ?? value));

/**
 * From the release of each key to the press of the next; below 0 where they overlap. A key that is still down `now` has
 * overlapped the next by so much at least.
 */
const flights = (run: KeyRun, now: number): readonly number[] =>
  run.slice(1).map(({ downAt }, index) => downAt - (run[index]?.upAt ?? now));

/**
 * Whether only a barcode scanner can have typed the run. `endAt`: when Enter or Tab followed, or null. `shortest`: how
 * many characters it must have.
 *
 * A scanner presses and releases one key after the other at its own speed. A person is slower and holds keys longer, or is
 * as fast only with several fingers, whose keys overlap.
 */
export const isScan = (run: KeyRun, endAt: number | null, shortest = SHORTEST_CODE): boolean => {
  if (run.length < shortest) return false;
  const downs = run.map(({ downAt }) => downAt);
  const presses = endAt === null ? downs : [...downs, endAt];
  const between = flights(run, presses.at(-1) ?? 0);
  if (between.some((flight) => flight < -OVERLAP_MS)) return false;
  const gaps = differences(presses);
  const slow = quantile(gaps, NEARLY_ALL);
  if (isQuicklyReleased(run)) return slow <= SCANNED.slowest || quantile(gaps, IN_BURSTS) <= SCANNED.inBursts;
  const isLockstep = between.length > 0 && between.every((flight) => Math.abs(flight) <= LOCKSTEP_MS);
  return slow <= (isLockstep ? SCANNED.lockstep : SCANNED.held);
};

/** An amount with decimals, which no shelf code looks like. */
export const isPlainAmount = (text: string): boolean => /^\d+[.,]\d{0,2}$/.test(text);
