/** What is measured at the end of each day, and how far it may grow. */
import type { Table } from '../faults/table.ts';

export interface Reading {
  /** Of all processes; bytes, as all that follow. */
  readonly memory: number;
  readonly mainMemory: number;
  readonly mainHeap: number;
  readonly tillHeap: number;
  readonly customerHeap: number;
  /** Of the pages: nodes and listeners of the document. */
  readonly tillNodes: number;
  readonly tillListeners: number;
  readonly customerNodes: number;
  readonly customerListeners: number;
  /** Of main. */
  readonly timers: number;
  readonly handles: number;
  readonly openFiles: number;
  readonly listeners: number;
  /** In the data folder, without what Chromium keeps. */
  readonly files: number;
  readonly journalBytes: number;
  readonly walBytes: number;
  readonly logBytes: number;
  readonly payments: number;
  readonly rows: number;
}

const MIB = 1024 ** 2;

export interface Bound {
  readonly what: string;
  readonly of: (reading: Reading) => number;
  /** How much more the last day may have than the first one that counts. */
  readonly most: (days: number, more: { readonly rows: number; readonly payments: number }) => number;
  readonly unit: 'MiB' | '';
}

const fixed = (most: number) => (): number => most;

const JOURNAL_BYTES_PER_PAYMENT = 8 * 1024;

/**
 * Room for memory that a collector returns late; anything that leaks with each sale exceeds this within a
 * week.
 */
export const BOUNDS: readonly Bound[] = [
  { what: 'all: memory', of: (r) => r.memory, most: fixed(96 * MIB), unit: 'MiB' },
  { what: 'main: memory', of: (r) => r.mainMemory, most: fixed(64 * MIB), unit: 'MiB' },
  { what: 'main: JavaScript heap', of: (r) => r.mainHeap, most: fixed(8 * MIB), unit: 'MiB' },
  { what: 'till: JavaScript heap', of: (r) => r.tillHeap, most: fixed(6 * MIB), unit: 'MiB' },
  { what: 'customer: JavaScript heap', of: (r) => r.customerHeap, most: fixed(4 * MIB), unit: 'MiB' },
  { what: 'till: nodes', of: (r) => r.tillNodes, most: fixed(600), unit: '' },
  { what: 'till: listeners', of: (r) => r.tillListeners, most: fixed(60), unit: '' },
  { what: 'customer: nodes', of: (r) => r.customerNodes, most: fixed(400), unit: '' },
  { what: 'customer: listeners', of: (r) => r.customerListeners, most: fixed(40), unit: '' },
  { what: 'main: timers', of: (r) => r.timers, most: fixed(8), unit: '' },
  { what: 'main: handles', of: (r) => r.handles, most: fixed(8), unit: '' },
  { what: 'main: open files', of: (r) => r.openFiles, most: fixed(10), unit: '' },
  { what: 'main: listeners', of: (r) => r.listeners, most: fixed(8), unit: '' },
  {
    // A day's exports and backups, and a checkpoint for every hundred rows.
    what: 'files in the data folder',
    of: (r) => r.files,
    most: (days, { rows }) => Math.ceil(rows / 100) + 8 * days + 16,
    unit: '',
  },
  {
    // What a day writes besides sales: its Z, reconciliations, shifts.
    what: 'journal',
    of: (r) => r.journalBytes,
    most: (days, { payments }) => payments * JOURNAL_BYTES_PER_PAYMENT + days * 128 * 1024,
    unit: 'MiB',
  },
  { what: 'write-ahead log', of: (r) => r.walBytes, most: fixed(4 * MIB), unit: 'MiB' },
  { what: 'log', of: (r) => r.logBytes, most: (days) => days * 4 * MIB, unit: 'MiB' },
];

const shown = (value: number, unit: Bound['unit']): string =>
  unit === 'MiB' ? `${(value / MIB).toFixed(1)} MiB` : String(Math.round(value));

/** How much more each payment leaves behind, by the line fitted to all readings. */
export const slopeOf = (of: Bound['of'], readings: readonly Reading[]): number => {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(readings.map(({ payments }) => payments));
  const y = mean(readings.map(of));
  const spread = mean(readings.map(({ payments }) => (payments - x) ** 2));
  return mean(readings.map((reading) => (reading.payments - x) * (of(reading) - y))) / spread;
};

const slopeShown = (slope: number, unit: Bound['unit']): string => {
  const each = slope * 1_000;
  return unit === 'MiB' ? `${(each / 1024).toFixed(1)} KiB` : each.toFixed(2);
};

const lineOf = (bound: Bound, counted: readonly Reading[], first: Reading, last: Reading) => {
  const days = counted.length - 1;
  const grown = bound.of(last) - bound.of(first);
  const more = { rows: last.rows - first.rows, payments: last.payments - first.payments };
  const most = bound.most(days, more);
  return {
    ok: grown <= most,
    what: bound.what,
    first: shown(bound.of(first), bound.unit),
    last: shown(bound.of(last), bound.unit),
    grown: shown(grown, bound.unit),
    allowed: shown(most, bound.unit),
    'for 1,000 payments': slopeShown(slopeOf(bound.of, counted), bound.unit),
  };
};

/** The first day warms up and does not count. */
export const growthTable = (days: readonly Reading[]): Table => {
  const counted = days.slice(1);
  const [first] = counted;
  const last = counted.at(-1);
  if (!first || !last || first === last) return { title: 'A week', lines: [], summary: 'too few days' };
  const payments = last.payments - first.payments;
  const each = Math.round((last.journalBytes - first.journalBytes) / Math.max(1, payments));
  const lines = BOUNDS.map((bound) => lineOf(bound, counted, first, last));
  const bad = lines.filter(({ ok }) => !ok).map(({ what }) => what);
  return {
    title: `What has grown over ${counted.length - 1} more days and ${payments} payments`,
    lines,
    summary: `${bad.length === 0 ? 'nothing' : bad.join(', ')} beyond its bound; ${each} bytes of journal a payment`,
  };
};
