/**
 * Judges whether a row still costs what it did. Each run is reduced to one figure: the median ratio to the
 * limit beside it, or the median itself if there is no limit; or the longest wait. The figure differs from run
 * to run; the measured difference is called noise.
 */
import type { Figures } from '../kit/figures.ts';
import type { BenchRow } from '../kit/row.ts';

export interface Expected {
  readonly figure: number;
  /** The share by which a run may exceed the expected figure. */
  readonly noise: number;
}

/** How many runs the noise is learned from. */
export const RUNS = 5;

/** How many more times a row that looks slower is measured before it is believed. */
export const AGAIN = 2;

/** Even five runs that happen to agree do not prove that the sixth will. */
const MIN_NOISE = 0.05;

/** With more noise than this, a slowdown of 30 % could go unnoticed. */
const MAX_NOISE = 0.2;

export const figureOf = ({ longest }: Pick<BenchRow, 'longest'>, { station, ratio }: Figures): number =>
  longest === undefined ? (ratio?.p50 ?? station.p50) : station.p95;

const medianOf = (runs: readonly number[]): number =>
  runs.toSorted((one, other) => one - other)[Math.floor(runs.length / 2)] ?? Number.NaN;

/** The noise is the distance between the best and the worst run. */
export const expectedOf = (runs: readonly number[]): Expected => {
  const figure = medianOf(runs);
  const range = (Math.max(...runs) - Math.min(...runs)) / figure;
  return { figure, noise: Math.min(MAX_NOISE, Math.max(MIN_NOISE, range)) };
};

/** Rows whose runs differ by more than the allowed noise: checking them would be a guess. */
export const isSteady = (runs: readonly number[]): boolean =>
  (Math.max(...runs) - Math.min(...runs)) / medianOf(runs) <= MAX_NOISE;

export type Verdict = 'as expected' | 'slower' | 'faster' | 'never expected';

/** What a run is judged by: for the longest waits, which differ by whole frames, their bound instead of earlier runs. */
export const expectationOf = (
  { name, longest }: Pick<BenchRow, 'name' | 'longest'>,
  written: Readonly<Record<string, Expected>>,
): Expected | undefined => (longest === undefined ? written[name] : { figure: longest, noise: 0 });

/** Judges by the middle run. */
export const judged = (expected: Expected | undefined, runs: readonly number[]): Verdict => {
  if (!expected) return 'never expected';
  const change = medianOf(runs) / expected.figure - 1;
  // Not `> noise`: a figure that is not a number does not prove that all is well.
  if (!(change <= expected.noise)) return 'slower';
  return change < -expected.noise ? 'faster' : 'as expected';
};
