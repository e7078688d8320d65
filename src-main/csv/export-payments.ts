import { businessDays } from '#domain/shop/business-day.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { WrittenExport } from '#services/export/export-ports.ts';
import type { JobOptions } from '#sqlite/worker/run-in-worker.ts';
import type { ReadOnlyDatabase } from '#sqlite/file/database.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { PostingsReader } from '#sqlite/postings/read-postings.ts';
import { countExportRows, readExportRows } from '#sqlite/tables/export-rows.ts';
import { lastPaymentBefore } from '#sqlite/tables/payments-table.ts';
import { columns } from '#domain/export/columns.ts';
import type { ExportTarget } from './export-file.ts';
import { exportName, writeExportFile } from './export-file.ts';
import { noticeInName, noticeOf, withNotice } from './export-notice.ts';
import { presets } from './presets.ts';
import { writePostings } from './write-postings.ts';
import { inBatches, inTurns } from '#csv/formats/batches.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';

export interface PaymentsExport extends ExportTarget {
  /** Payments and refunds started in [from, to) or, for an accounting preset, posted on their business dates; epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Id of an accounting preset; null for the whole file. */
  readonly preset: string | null;
}

type Database = ReadOnlyDatabase['db'];

/** Rows between two progress reports. */
const PROGRESS_STEP = 1_000;

/** The terminal ID, in characters that every file system accepts. */
export const plainName = (terminalId: string): string =>
  terminalId.replaceAll(/[^0-9A-Za-z]+/g, '-').replaceAll(/^-|-$/g, '');

const datesOf = (job: PaymentsExport): { readonly first: string; readonly last: string } => {
  const days = businessDays(job);
  return { first: days.dateOf(job.from), last: days.dateOf(Math.max(job.from, job.to - 1)) };
};

/** 'countertop-live-T1-2026-11-23.csv', with both dates for more than one day. `ends`: what it ends in. */
const nameOf = (
  job: PaymentsExport,
  db: Database,
  ends: readonly string[] = [],
  ending: 'csv' | 'xlsx' = 'csv',
): string => {
  const { first, last } = datesOf(job);
  const span = first === last ? first : `${first}-to-${last}`;
  const terminalId = lastPaymentBefore(db, job.to)?.terminal.terminalId ?? '';
  return exportName(job.environment, [plainName(terminalId), span, ...ends], ending);
};

/** Called for each row read; reports now and then how many there were. */
const counting = (total: number, { onProgress }: JobOptions): (() => void) => {
  let done = 0;
  return () => {
    done += 1;
    if (done % PROGRESS_STEP === 0) onProgress?.({ done, total });
  };
};

function* counted<Row>(rows: Iterable<Row>, onRow: () => void): Generator<Row, void> {
  for (const row of rows) {
    yield row;
    onRow();
  }
}

const writeEvery = async (job: PaymentsExport, db: Database, options: JobOptions): Promise<WrittenExport> => {
  const { from, to } = job;
  const onRow = counting(countExportRows(db, from, to), options);
  const cancelling = options.signal && { signal: options.signal };
  const unread = new Set<string>();
  const named = (): string => nameOf(job, db, noticeInName(noticeOf(unread)));
  let rows = 0;
  const file = await writeExportFile(job, named, async (out) => {
    const read = readExportRows(db, from, to, (_error, reference) => void unread.add(reference));
    rows = await writeCsv(columns, inBatches(counted(read, onRow)), timeZone(job.timeZone), out, cancelling);
  });
  return withNotice({ ...file, rows }, noticeOf(unread));
};

const writeAccounting = async (
  job: PaymentsExport,
  id: string,
  db: Database,
  options: JobOptions,
): Promise<WrittenExport> => {
  const preset = presets.get(id);
  if (!preset) throw new Error(`There is no export preset '${id}'.`);
  const reader = new PostingsReader(db, { ...datesOf(job), days: businessDays(job) });
  const noticed = () => noticeOf(reader.unread, reader.isProvisional);
  const named = (): string => nameOf(job, db, [...noticeInName(noticed()), id], preset.file);
  let rows = 0;
  const file = await writeExportFile(job, named, async (out) => {
    const postings = inTurns(reader.read(counting(reader.total, options)), options.signal);
    rows = await writePostings(preset, postings, timeZone(job.timeZone), out, options);
  });
  return withNotice({ ...file, rows }, noticed());
};

/**
 * Writes a snapshot of the journal as CSV or as an Excel workbook, with its checksum; the till may write to the journal
 * meanwhile. The file is named after the terminal of the last payment before `to`, so that the same journal always gets
 * the same name, whatever the settings are now. Rejects with JournalRefused, an AbortError or a file system error.
 */
export const exportPayments = async (
  job: PaymentsExport,
  options: JobOptions = {},
): Promise<WrittenExport> => {
  const { preset } = job;
  const { db, close } = openReadOnly(job.journalFile);
  try {
    // Most pages are read once and in order; SQLite would keep 16 MB of them.
    db.pragma('cache_size = -2000');
    db.exec('BEGIN');
    return await (preset === null ? writeEvery(job, db, options) : writeAccounting(job, preset, db, options));
  } finally {
    close();
  }
};
