import type { KeyRun } from './key-run.ts';
import { isQuicklyReleased, sorted } from './key-run.ts';

/** A run of fewer characters counts as typing, however fast it is. */
const SHORTEST_CODE = 4;

/**
 * A person presses a key before the previous one is up; a scanner that sends several keys at once overlaps
 * them by less than this.
 */
const OVERLAP_MS = 10;

/** The longest times from key to key of scanners, ms: if keys are released quickly, or else where none overlap. */
const SCANNED = { inBursts: 40, slowest: 75, held: 50, lockstep: 56 };

/**
 * The longest time from one key's release to the next key's press, for a scanner that holds each key that
 * long.
 */
const LOCKSTEP_MS = 8;

/** 0 for no values. */
const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? 0;

/** A wireless scanner that pauses sends at least two keys at once, so at least one time in three is short. */
const IN_BURSTS = 1 / 3;
/** One time in five may be longer, because of the radio or a busy computer. */
const NEARLY_ALL = 0.8;

const differences = (values: readonly number[]): readonly number[] =>
  values.slice(1).map((value, index) => value - (values[index] ?? value));

/**
 * The time from each key's release to the next key's press; negative where they overlap. A key that is still
 * down at `now` has overlapped the next by at least that much.
 */
const flights = (run: KeyRun, now: number): readonly number[] =>
  run.slice(1).map(({ downAt }, index) => downAt - (run[index]?.upAt ?? now));

/**
 * Whether only a barcode scanner can have typed the run. `endAt` is when Enter or Tab followed, or null;
 * `shortest` is the least number of characters.
 *
 * A scanner presses and releases one key after the other at its own speed. A person is slower and holds keys
 * longer, or is as fast only with several fingers, whose keys overlap.
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
