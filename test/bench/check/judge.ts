/**
 * Whether a row still costs what it did. One figure stands for a run: the median ratio to the limit beside it, or the
 * median itself where there is none. It differs from run to run; how far is measured, and called noise.
 */
import type { Figures } from '../kit/figures.ts';

export interface Expected {
  readonly figure: number;
  /** By what share a run may be above it. */
  readonly noise: number;
}

/** How many runs the noise is learned from. */
export const RUNS = 5;

/** A row that looks slower is measured so many times again before that is believed. */
export const AGAIN = 2;

/** Five runs that happen to agree are no proof that the sixth will. */
const LEAST_NOISE = 0.05;

/** Above it, a slowdown of 30 % could hide in the noise. */
const MOST_NOISE = 0.2;

export const figureOf = ({ station, ratio }: Figures): number => ratio?.p50 ?? station.p50;

const medianOf = (runs: readonly number[]): number =>
  runs.toSorted((one, other) => one - other)[Math.floor(runs.length / 2)] ?? Number.NaN;

/** The distance between the best and the worst run is how far one may be off. */
export const expectedOf = (runs: readonly number[]): Expected => {
  const figure = medianOf(runs);
  const range = (Math.max(...runs) - Math.min(...runs)) / figure;
  return { figure, noise: Math.min(MOST_NOISE, Math.max(LEAST_NOISE, range)) };
};

/** Rows whose runs differ more than their noise may say must be measured better: their check would be a guess. */
export const isSteady = (runs: readonly number[]): boolean =>
  (Math.max(...runs) - Math.min(...runs)) / medianOf(runs) <= MOST_NOISE;

export type Verdict = 'as expected' | 'slower' | 'faster' | 'never expected';

/** By the middle one of the runs. */
export const judged = (expected: Expected | undefined, runs: readonly number[]): Verdict => {
  if (!expected) return 'never expected';
  const change = medianOf(runs) / expected.figure - 1;
  // Not `> noise`: a figure that is no number is no proof that all is well.
  if (!(change <= expected.noise)) return 'slower';
  return change < -expected.noise ? 'faster' : 'as expected';
};
