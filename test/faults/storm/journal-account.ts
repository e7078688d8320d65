/** The contents of a station's journal file, read with the tools a shop has besides the app. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';
import type { Refund } from '#domain/refund/refund.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { dayJournalIn } from '#sqlite/tables/days-table.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { readJournalPayments } from '#sqlite/tables/payments-table.ts';
import { readJournalRefunds } from '#sqlite/tables/refunds-table.ts';
import type { JournalTotals } from '#sqlite/tables/totals.ts';
import { readCsv } from '../../csv/read/read-csv.ts';
import type { ReconciledDay } from './reconcile-verdict.ts';
import type { Loss, Z } from './day-verdict.ts';
import type { Journaled, JournaledRefund } from './verdict.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const runJournal = async (args: readonly string[]): Promise<string> => {
  const script = join(root, 'scripts', 'journal.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: root });
  return stdout;
};

export interface JournalContents {
  readonly payments: readonly Journaled[];
  readonly refunds: readonly JournaledRefund[];
  readonly zs: readonly Z[];
  /** Every time its end was found lost. */
  readonly losses: readonly Loss[];
  /** Every business day that has a Z. */
  readonly days: readonly ReconciledDay[];
}

type Row = Readonly<Record<string, string>>;

/** The payments by the journal's own export. Rejects when the file cannot be read. */
const readRows = async (journalFile: string): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-rows-'));
  try {
    await runJournal(['export', journalFile, '--out', folder, '--time-zone', 'UTC']);
    const name = readdirSync(folder).find((file) => file.endsWith('.csv'));
    if (name === undefined) return [];
    const [header = [], ...records] = readCsv(
      readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, ''),
    );
    return records
      .map((record): Row => Object.fromEntries(header.map((column, index) => [column, record[index] ?? ''])))
      .filter(({ record }) => record === 'payment');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const journaledPayment = (row: Row): Journaled => ({
  reference: row['reference'] ?? '',
  amount: Number(row['amount_hundredths']),
  state: row['state'] ?? '',
  failure: row['failure'] ?? '',
  late: row['late'] === 'yes',
  isImported: row['request_id'] === '',
  statusId: row['status_id'] ? Number(row['status_id']) : null,
});

/** An imported refund has a reference of ours; the gateway's is in its note. */
const refundInJournal = (refund: Refund): JournaledRefund => ({
  reference: refund.requestId === '' ? refund.note : refund.reference,
  paymentReference: refund.paymentReference,
  amount: refund.amount,
  state: refund.state,
  failure: refund.state === 'failed' ? refund.failure : '',
  late: false,
  isImported: refund.requestId === '',
  statusId: refund.gateway?.statusId ?? null,
});

const reconciledDay = (db: Database.Database, date: string): ReconciledDay => {
  const last = dayJournalIn(db).reconciliation(date)?.record;
  return { date, last, payments: last ? [...readJournalPayments(db, last.from, last.to)].length : 0 };
};

/** Rejects when the file cannot be read. */
export const readJournal = async (journalFile: string): Promise<JournalContents> => {
  const payments = (await readRows(journalFile)).map(journaledPayment);
  const { db, close } = openReadOnly(journalFile);
  try {
    const closed = eventsTable(db).records(['day-closed'], 0);
    return {
      payments,
      refunds: [...readJournalRefunds(db, 0, Number.MAX_SAFE_INTEGER)].map(({ body }) =>
        refundInJournal(body),
      ),
      zs: closed.map(({ sequence, record: { number, report } }) => ({ sequence, number, report })),
      losses: eventsTable(db)
        .records(['tail-lost'], 0)
        .map(({ sequence, record: { zs } }) => ({ sequence, zs })),
      days: [...new Set(closed.map(({ record }) => record.date))].map((date) => reconciledDay(db, date)),
    };
  } finally {
    close();
  }
};

/** By the command `journal totals`. */
export const readTotals = async (journalFile: string): Promise<JournalTotals> =>
  JSON.parse(await runJournal(['totals', journalFile])) as JournalTotals;

/** A till that was killed early has signed nothing yet. */
const isUnsigned = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 6;

/** What is wrong with the chain, if anything. */
export const brokenChain = async (journalFile: string): Promise<readonly string[]> => {
  try {
    await runJournal(['verify', journalFile]);
    return [];
  } catch (error) {
    if (isUnsigned(error)) return [];
    return [error instanceof Error ? error.message : String(error)];
  }
};
