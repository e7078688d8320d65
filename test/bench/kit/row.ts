/** What one line of the bench measures, and what it promises. */

/** A line of a plot, such as memory over the hours; `points` are [x, y]. */
export interface Series {
  readonly name: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly (readonly [number, number])[];
}

/**
 * Times (ms), bytes or the like of the station and of the bare limit, taken in turn so that a busy moment hits both. Where
 * nothing is measured beside it, `limit` is empty.
 */
export interface Measured {
  readonly station: readonly number[];
  readonly limit: readonly number[];
  /** Drawn into out/bench/, one plot for each unit of y. */
  readonly series?: readonly Series[];
  /** Under `--slow` the samples hold the wasted time already. */
  readonly burned?: true;
}

export type Unit = 'ms' | 'MiB' | 'bytes' | 'kB' | 'calls';

/** The largest allowed, of the middle and of nearly all samples. */
interface Bounds {
  readonly p50?: number;
  readonly p95?: number;
}

/** Ratios of the station to the limit; `most` bounds the station alone, in the unit. */
export interface Promised extends Bounds {
  readonly most?: Bounds;
}

export interface BenchRow {
  /** Short key in out/bench.json and expected.json, such as `journal-append`. */
  readonly name: string;
  /** The first column of the table. */
  readonly what: string;
  /** The bare limit, in words. */
  readonly beside: string;
  readonly unit: Unit;
  readonly promise: Promised;
  readonly measure: () => Promise<Measured>;
}

/** Rows that share what they measure with: they run in one process of their own, in their order. */
export interface Family {
  readonly rows: readonly BenchRow[];
  /** Ends what they share. */
  readonly close?: () => Promise<void>;
}
