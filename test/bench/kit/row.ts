/** What one line of the bench measures, and what it promises. */
import type { YearName } from './busy-year.ts';

/** A line of a plot, such as memory over the hours; `points` are [x, y]. */
export interface Series {
  readonly name: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly (readonly [number, number])[];
}

/**
 * Times (ms), bytes and the like, of the station and of the bare limit. Both are measured in turn, so that a
 * busy moment hits both. `limit` is empty if nothing is measured beside the station.
 */
export interface Measured {
  readonly station: readonly number[];
  readonly limit: readonly number[];
  /** Drawn into out/bench/, one plot for each unit of y. */
  readonly series?: readonly Series[];
  /** Whether the samples already contain the time that `--slow` wastes. */
  readonly burned?: true;
}

export type Unit = 'ms' | 'MiB' | 'bytes' | 'kB' | 'calls';

/** The largest median and the largest 95th percentile allowed. */
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
  /**
   * Set if its samples are the longest waits of a whole run, which move by whole frames: they are judged by this
   * bound, in the unit, instead of by what earlier runs came to.
   */
  readonly longest?: number;
  /** The busy year that it measures with, which must be there before. */
  readonly year?: YearName;
  readonly measure: () => Promise<Measured>;
}

/** Rows that measure with the same fixtures; they run in order, in a process of their own. */
export interface Family {
  readonly rows: readonly BenchRow[];
  /** Releases the shared fixtures. */
  readonly close?: () => void;
}
