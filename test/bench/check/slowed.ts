/**
 * `--slow 1.3` proves that the check would see a station that takes 30 % longer, without touching the product: the bench
 * itself wastes the time. Where it calls the station, it burns processor time inside the span that is timed; where a
 * sample comes from elsewhere (marks in a window, bytes of a file), it lengthens the sample.
 */
import type { Measured } from '../kit/row.ts';

const FACTOR = 'COUNTERTOP_BENCH_SLOW';

/** For the processes started from now on. */
export const slowDown = (factor: number): void => {
  process.env[FACTOR] = String(factor);
};

const factor = (): number => Number(process.env[FACTOR] ?? 1);

/** Keeps the processor busy for as long as the slower station would have taken on. */
export const burnAfter = (began: number): void => {
  const until = began + (performance.now() - began) * factor();
  while (performance.now() < until);
};

export const slowed = (measured: Measured): Measured =>
  measured.burned === true
    ? measured
    : { ...measured, station: measured.station.map((sample) => sample * factor()) };
