/** What the samples of a row come to, and whether that keeps the promise. */
import type { Measured, Promised } from './row.ts';

export interface Spread {
  readonly p50: number;
  readonly p95: number;
}

export interface Figures {
  readonly station: Spread;
  /** Null if nothing is measured beside the station. */
  readonly limit: Spread | null;
  readonly ratio: Spread | null;
}

const share = (sorted: readonly number[], of: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(of * sorted.length))] ?? Number.NaN;

const spreadOf = (samples: readonly number[]): Spread => {
  const sorted = samples.toSorted((one, other) => one - other);
  return { p50: share(sorted, 0.5), p95: share(sorted, 0.95) };
};

export const figuresOf = ({ station, limit }: Measured): Figures => {
  const [of, beside] = [spreadOf(station), spreadOf(limit)];
  if (limit.length === 0) return { station: of, limit: null, ratio: null };
  return { station: of, limit: beside, ratio: { p50: of.p50 / beside.p50, p95: of.p95 / beside.p95 } };
};

const within = (spread: Spread | null, most: Partial<Spread>): boolean =>
  (most.p50 === undefined || (spread !== null && spread.p50 <= most.p50)) &&
  (most.p95 === undefined || (spread !== null && spread.p95 <= most.p95));

/** False also if something was promised and not measured. */
export const isReached = ({ most, ...ratios }: Promised, { station, ratio }: Figures): boolean =>
  within(ratio, ratios) && within(station, most ?? {});
