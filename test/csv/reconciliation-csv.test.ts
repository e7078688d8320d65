import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openExporter } from '#csv/exporter.ts';
import type { Reconciliation, ReconciliationLine } from '#domain/day/reconciliation.ts';
import { workerFile } from '../sqlite/kit/journal-worker.ts';
import { newJournalFile, NOON, openForTest } from '../sqlite/kit/new-journal.ts';
import { readCsv } from './read/read-csv.ts';

const chen = { id: 'p2', name: '=Chen', role: 'manager' } as const;
const none = { matched: 0, 'only-here': 0, 'only-there': 0, different: 0 };

const lost: ReconciliationLine = {
  of: 'payment',
  kind: 'only-there',
  why: 'paid-only-there',
  reference: 'T1-20261123-000002-QK3M9Z7A',
  paymentReference: 'T1-20261123-000002-QK3M9Z7A',
  gatewayId: '6000002',
  here: null,
  there: { statusId: 2, amount: 1250, currency: 'CNY' },
};
const undone: ReconciliationLine = {
  of: 'refund',
  kind: 'different',
  why: 'refund-given-here',
  reference: 'T1-20261123-R00001-QK3M9Z7A',
  paymentReference: 'T1-20261123-000001-QK3M9Z7A',
  gatewayId: '80001',
  here: { state: 'refunded', amount: 120_000, currency: 'JPY' },
  there: { statusId: 4, amount: 120_000, currency: null },
};

const reconciliation = (given: Partial<Reconciliation>): Reconciliation => ({
  date: '2026-11-23',
  from: NOON - 12 * 3_600_000,
  to: NOON + 12 * 3_600_000,
  result: 'different',
  payments: { ...none, matched: 57, 'only-there': 3 },
  refunds: { ...none, different: 1 },
  refundsAsked: 'known',
  mended: 2,
  lines: [lost, undone],
  by: chen,
  ...given,
});

/** The rows of the day's file, each by column name. */
const written = async (...days: readonly Reconciliation[]) => {
  const journalFile = newJournalFile();
  const folder = join(dirname(journalFile), 'exports');
  mkdirSync(dirname(journalFile), { recursive: true });
  const journal = openForTest(journalFile);
  for (const [index, day] of days.entries()) journal.record({ type: 'reconciled', ...day }, NOON + index);
  const exporter = openExporter({
    workerFile,
    journalFile,
    folder,
    timeZone: 'UTC',
    cutOff: '00:00',
    environment: 'live',
  });
  const file = await exporter.exportReconciliation('2026-11-23');
  if (!file.written) throw new Error(file.why);
  const [names = [], ...rows] = readCsv(readFileSync(join(folder, file.fileName), 'utf8'));
  const named = rows.map((row): Record<string, string> =>
    Object.fromEntries(row.map((cell, index) => [names[index] ?? '', cell])),
  );
  return { file, names, rows: named };
};

describe('the reconciliation file of a day', () => {
  test('has one row for all matches, one per difference, and one for the differences beyond the limit', async () => {
    const { file, rows } = await written(reconciliation({}));
    expect(file).toMatchObject({ fileName: 'countertop-live-reconciliation-2026-11-23.csv', rows: 5 });
    expect(rows.map(({ of, kind, count, why }) => [of, kind, count, why])).toEqual([
      ['payment', 'matched', '57', ''],
      ['payment', 'only-there', '1', 'paid-only-there'],
      ['payment', 'only-there', '2', ''],
      ['refund', 'matched', '0', ''],
      ['refund', 'different', '1', 'refund-given-here'],
    ]);
    expect(rows[1]).toMatchObject({
      reference: lost.reference,
      here_state: '',
      there_status_name: 'Success',
      there_amount: '12.50',
      there_currency: 'CNY',
      by_name: "'=Chen",
      refunds_asked: 'known',
    });
    expect(rows[4]).toMatchObject({ here_state: 'refunded', here_amount: '1200', there_amount: '1200' });
  });

  test('shows the latest reconciliation, and says so when that one failed', async () => {
    const away = reconciliation({
      result: 'not-reconciled',
      payments: none,
      refunds: none,
      lines: [],
      by: null,
    });
    const { rows } = await written(reconciliation({}), away);
    expect(rows.map(({ result, count, by_name: by }) => [result, count, by])).toEqual([
      ['not-reconciled', '0', ''],
      ['not-reconciled', '0', ''],
    ]);
  });

  test('of a day that was never reconciled is not written', async () => {
    await expect(written()).rejects.toThrow('never reconciled');
  });

  test('has every column explained in the guide, in order', async () => {
    const { names } = await written(reconciliation({}));
    const guide = readFileSync(new URL('../../docs/csv.md', import.meta.url), 'utf8');
    const section = guide.split('\n## ').find((part) => part.startsWith('The reconciliation file')) ?? '';
    const explained = Array.from(section.matchAll(/^\| ([^|]+) \|/gm), ([, cell = '']) => cell).flatMap(
      (cell) => Array.from(cell.matchAll(/`([a-z_]+)`/g), ([, name]) => name),
    );
    expect(explained).toEqual(names);
  });
});
