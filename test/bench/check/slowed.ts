/**
 * `--slow 1.3` proves that the check would notice a station that takes 30 % longer. The product stays as it
 * is: the bench itself wastes the time. Where the bench calls the station, it burns processor time inside the
 * timed span; where a sample comes from elsewhere (marks in a window, bytes of a file), it lengthens the
 * sample.
 */
import type { Measured } from '../kit/row.ts';

const FACTOR = 'COUNTERTOP_BENCH_SLOW';

/** For processes started from now on. */
export const slowDown = (factor: number): void => {
  process.env[FACTOR] = String(factor);
};

const factor = (): number => Number(process.env[FACTOR] ?? 1);

/** Keeps the processor busy for as long as a slower station would have taken. */
export const burnAfter = (began: number): void => {
  const until = began + (performance.now() - began) * factor();
  while (performance.now() < until);
};

export const slowed = (measured: Measured): Measured =>
  measured.burned === true
    ? measured
    : { ...measured, station: measured.station.map((sample) => sample * factor()) };
