/** Holds the journal of a station against the books of the gateway. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BookedPayment } from '#simulator/control/booked.ts';
import { readCsv } from '../../csv/read-csv.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const runJournal = async (args: readonly string[]): Promise<void> => {
  await promisify(execFile)(process.execPath, [join(root, 'scripts', 'journal.ts'), ...args], { cwd: root });
};

/** One payment as the journal's own export tells it. */
export type Row = Readonly<Record<string, string>>;

/** One payment as the gateway has it. */
export type Booked = Pick<BookedPayment, 'reference' | 'statusId' | 'request' | 'sent' | 'steps'>;

/** The payments of a journal file by its export. Rejects when the file cannot be read. */
export const readRows = async (journalFile: string): Promise<readonly Row[]> => {
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

/** The text that says what is wrong with the chain, or undefined. */
export const brokenChain = async (journalFile: string): Promise<string | undefined> => {
  try {
    await runJournal(['verify', journalFile]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** How an attempt ends in the journal when the gateway has stored nothing of it. */
const NEVER_STORED = ['not-sent', 'never-arrived', 'credentials-refused', 'rejected'];

/** The end in the journal for each end at the gateway, by its status ID. */
const ENDS: Readonly<Record<number, string>> = { 2: 'paid', 3: 'cancelled', 4: 'failed', 5: 'expired' };

const agrees = (row: Row, { request, statusId }: Booked): boolean =>
  row['amount_hundredths'] === String(request['Amount']) &&
  row['status_id'] === String(statusId) &&
  row['state'] === ENDS[statusId];

const toldBy = ({ amount_hundredths: amount, state, failure, status_id: status }: Row): string =>
  [amount, state, failure, `in status ${status || 'none'}`].filter((word) => word).join(' ');

/** What the one side has and the other has not, or has otherwise. Empty only when every payment has come to its end. */
export const lostBetween = (rows: readonly Row[], booked: readonly Booked[]): readonly string[] => {
  const stored = booked.flatMap((payment) => {
    const name = String(payment.reference);
    const found = rows.filter((row) => row['reference'] === payment.reference);
    const [row] = found;
    if (!row || found.length > 1) return [`${name}: ${found.length} times in the journal`];
    const told = `${String(payment.request['Amount'])} in status ${payment.statusId}`;
    return agrees(row, payment) ? [] : [`${name}: ${told}, the journal says ${toldBy(row)}`];
  });
  const references = new Set(booked.map(({ reference }) => reference));
  const unstored = rows.filter(
    ({ reference, failure }) => !references.has(reference ?? '') && !NEVER_STORED.includes(failure ?? ''),
  );
  return [
    ...stored,
    ...unstored.map((row) => `${row['reference'] ?? ''}: not in the books, the journal says ${toldBy(row)}`),
  ];
};

/**
 * Sales that were, or could have been, charged twice: sent in other words, under another RequestId, or as another
 * payment. No two sales of a storm have the same amount.
 */
export const doubledIn = (booked: readonly Booked[]): readonly string[] =>
  booked.flatMap(({ reference, sent, request }) => {
    const name = String(reference);
    const sameSale = booked.filter((other) => other.request['Amount'] === request['Amount']);
    return [
      ...(sent.times === sent.timesSameBody ? [] : [`${name}: sent in different words`]),
      ...(new Set(sent.requestIds).size === 1 ? [] : [`${name}: not sent under one RequestId`]),
      ...(sameSale.length === 1 ? [] : [`${name}: the sale was charged ${sameSale.length} times`]),
    ];
  });

/** Whether something will yet happen at the gateway by itself. */
export const isStirring = (booked: readonly Booked[], now: number): boolean =>
  booked.some(({ steps }) => steps.some(({ at }) => at > now));
