/** Exporting a year of sales, a million payments: how long it takes, and in how much memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openExporter } from '#csv/exporter.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { busyYear, days, lastDate } from '../kit/busy-year.ts';
import { inTurn } from '../kit/in-turn.ts';
import type { BenchRow, Family, Measured } from '../kit/row.ts';
import { benchFolder } from '../kit/write-results.ts';
import { bareCsv } from '../limits/bare-csv.ts';

const ROUNDS = { warmUps: 0, rounds: 3 };
/** The most that several take is much the same each time; what one takes depends on when garbage is collected. */
const MEMORY_EXPORTS = 3;
const EVERYTHING = { from: 0, to: Date.UTC(2100), preset: null, folder: '' };
const ONE_DAY = { ...EVERYTHING, ...days.rangeOf(lastDate) };
/** As the till runs it; from the sources the worker would also hold what strips their types. */
const workerFile = new URL('../../../out/main/worker.cjs', import.meta.url);
const MIB = 2 ** 20;
const LOOKED_AT_EVERY_MS = 50;

/** The largest growth of this process, worker included, while it works; MiB. */
const grownBy = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.memoryUsage.rss();
  let most = before;
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, LOOKED_AT_EVERY_MS);
  await work();
  clearInterval(looking);
  return (most - before) / MIB;
};

/** Calls `measure` with what exports from the year's journal, open as a till has it. */
const withYear = async (
  measure: (
    journalFile: string,
    folder: string,
    write: (span?: typeof EVERYTHING) => Promise<unknown>,
  ) => Promise<Measured>,
): Promise<Measured> => {
  const journalFile = join(busyYear('daily'), 'training', 'journal.db');
  const folder = mkdtempSync(join(benchFolder(), 'csv-'));
  const lock = lockJournal(journalFile);
  const db = openDatabase(journalFile);
  const exporter = openExporter({ workerFile, journalFile, folder, environment: 'training', ...days.rule });
  const write = async (span = EVERYTHING): Promise<void> => {
    const exported = await exporter.exportPayments(span);
    if (!exported.written) throw new Error(exported.why);
    for (const name of [exported.fileName, `${exported.fileName}.sha256`]) rmSync(join(folder, name));
  };
  try {
    return await measure(journalFile, folder, write);
  } finally {
    db.close();
    lock.release();
    rmSync(folder, { recursive: true });
  }
};

const csv: BenchRow = {
  name: 'csv',
  what: 'CSV of a million payments, with its checksum',
  beside: 'sqlite3 -csv of the same rows and columns',
  unit: 'ms',
  promise: { p50: 2.5 },
  year: 'daily',
  measure: () =>
    withYear((journalFile, folder, write) =>
      inTurn({ station: () => write(), limit: () => bareCsv(journalFile, join(folder, 'bare.csv')) }, ROUNDS),
    ),
};

/** A till has run workers since its start, and its process keeps what the first of them took. */
const csvMemory: BenchRow = {
  name: 'csv-memory',
  what: 'memory that the CSV of a million payments takes, after that of a day',
  beside: '–',
  unit: 'MiB',
  promise: { most: { p50: 64 } },
  year: 'daily',
  measure: () =>
    withYear(async (_journalFile, _folder, write) => {
      await write(ONE_DAY);
      const severalTimes = async (): Promise<void> => {
        for (let time = 0; time < MEMORY_EXPORTS; time += 1) await write();
      };
      return { station: [await grownBy(severalTimes)], limit: [] };
    }),
};

export const longCsv: Family = { rows: [csv, csvMemory] };
