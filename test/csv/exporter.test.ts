import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openExporter } from '#csv/exporter.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { intended, newJournalFile, NOON, sell, temporaryFolder } from '../sqlite/kit/new-journal.ts';
import { makeRefund } from '../services/day/day-kit.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { addNewerEvent } from '../sqlite/kit/shop-journal.ts';
import { busyDay } from './made-up-journal.ts';
import { readCsv } from './read/read-csv.ts';
import { DAY, file, shop, span, workerFile } from './shop.ts';

const HOUR = 3_600_000;

describe('exporting a day', () => {
  test('writes the payments, and their checksum in the format of sha256sum', async () => {
    const { folder, journal, exportDay } = shop();
    busyDay(journal, 'live');
    const day = await exportDay();
    const bytes = readFileSync(join(folder, day.fileName));
    expect(day).toEqual({
      fileName: 'countertop-live-T1-2026-11-23.csv',
      rows: 17,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(bytes.equals(readFileSync(new URL('golden/busy-day.csv', import.meta.url)))).toBe(true);
    expect(readFileSync(join(folder, `${day.fileName}.sha256`), 'utf8')).toBe(
      `${day.sha256}  ${day.fileName}\n`,
    );
    expect(readdirSync(folder).sort()).toEqual([day.fileName, `${day.fileName}.sha256`]);
  });

  test('says where the file lies, so that it can be opened', async () => {
    const { folder, journal, exportDay, written } = shop();
    sell(journal, 'T1-1', NOON);
    const day = await exportDay();
    expect(written).toEqual([join(folder, day.fileName)]);
  });

  test('puts TRAINING first in the name of a training day', async () => {
    const { journal, exportDay } = shop('training');
    sell(journal, 'T1-1', NOON, { environment: 'training' });
    expect((await exportDay()).fileName).toBe('TRAINING-countertop-training-T1-2026-11-23.csv');
  });

  test('contains only what started in the span', async () => {
    const { folder, journal, exporter } = shop();
    for (const [reference, at] of Object.entries({
      before: NOON - 1,
      first: NOON,
      last: NOON + 9,
      after: NOON + 10,
    })) {
      sell(journal, reference, at);
    }
    const { fileName, rows } = await file(exporter.exportPayments(span(NOON, NOON + 10)));
    expect(rows).toBe(2);
    const [header = [], ...records] = readCsv(readFileSync(join(folder, fileName), 'utf8'));
    expect(records.map((record) => record[header.indexOf('reference')])).toEqual(['first', 'last']);
  });

  test('a second time, with no sale in between, writes no second file and restores a lost checksum', async () => {
    const { folder, journal, exportDay } = shop();
    sell(journal, 'T1-1');
    const first = await exportDay();
    writeFileSync(join(folder, `${first.fileName}.sha256`), '');
    expect(await exportDay()).toEqual(first);
    expect(readFileSync(join(folder, `${first.fileName}.sha256`), 'utf8')).toContain(first.sha256);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('never overwrites an earlier export that has other content', async () => {
    const { folder, journal, exportDay } = shop();
    sell(journal, 'T1-1');
    const first = await exportDay();
    const before = readFileSync(join(folder, first.fileName));
    sell(journal, 'T1-2', NOON + 60_000);
    const second = await exportDay();
    sell(journal, 'T1-3', NOON + 120_000);
    const third = await exportDay();
    expect([first, second, third].map(({ fileName }) => fileName)).toEqual([
      'countertop-live-T1-2026-11-23.csv',
      'countertop-live-T1-2026-11-23-2.csv',
      'countertop-live-T1-2026-11-23-3.csv',
    ]);
    expect(readFileSync(join(folder, first.fileName)).equals(before)).toBe(true);
    expect(await exportDay()).toEqual(third);
  });

  test('several times at once writes one file', async () => {
    const { folder, journal, exportDay } = shop();
    sell(journal, 'T1-1');
    const [first, ...others] = await Promise.all([exportDay(), exportDay(), exportDay()]);
    expect(others).toEqual([first, first]);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('of several days has both dates in its name, and no special characters of the terminal ID', async () => {
    const { journal, exporter } = shop();
    const terminal = { ...trainingTerminal, terminalId: '../Till №7/' };
    journal.append('T1-1', intended('T1-1', { terminal }), NOON);
    const { fileName } = await file(exporter.exportPayments(span(NOON - 2 * DAY, NOON + DAY)));
    expect(fileName).toBe('countertop-live-Till-7-2026-11-21-to-2026-11-24.csv');
  });

  test('of an empty journal is a header row in a file without a terminal in its name', async () => {
    const { exportDay } = shop();
    expect(await exportDay()).toMatchObject({ fileName: 'countertop-live-2026-11-23.csv', rows: 0 });
  });
});

describe('an export while the till is in use', () => {
  test('is a consistent snapshot although more payments are being written', async () => {
    const { folder, journal, exporter, journalFile } = shop();
    for (let count = 0; count < 150; count += 1) sell(journal, `before-${count}`, NOON + count);
    const exported = file(exporter.exportPayments(span(NOON, NOON + DAY)));
    const progress: { isDone: boolean } = { isDone: false };
    const settled = exported.finally(() => {
      progress.isDone = true;
    });
    let meanwhile = 0;
    while (!progress.isDone) {
      sell(journal, `meanwhile-${meanwhile}`, NOON + 1_000 + meanwhile);
      meanwhile += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { fileName, rows: written } = await settled;
    const rows = written ?? 0;
    expect(meanwhile).toBeGreaterThan(0);

    const [header = [], ...records] = readCsv(readFileSync(join(folder, fileName), 'utf8'));
    expect(records).toHaveLength(rows);
    expect(rows).toBeGreaterThanOrEqual(150);
    const column = (name: string) => records.map((record) => record[header.indexOf(name)]);
    expect(column('number')).toEqual(records.map((_, index) => String(index + 1)));

    const db = new Database(journalFile, { readonly: true });
    const hashes = new Map(db.prepare('SELECT sequence, hash FROM events').raw().all() as [number, string][]);
    db.close();
    const sequences = column('journal_sequence').map(Number);
    expect(column('journal_hash')).toEqual(sequences.map((sequence) => hashes.get(sequence)));
    // One snapshot: every payment but the last is as it was when the newest of these rows was written.
    const newest = Math.max(...sequences);
    expect(sequences.slice(0, -1)).toEqual(sequences.slice(0, -1).map((_, index) => (index + 1) * 3));
    expect(newest - (rows - 1) * 3).toBeLessThanOrEqual(3);
  });
});

test('a business day that ends after midnight has one date in the file’s name', async () => {
  const { journal, exporter } = shop('live', '04:00');
  sell(journal, 'T1-1');
  const fourToFour = await file(exporter.exportPayments(span(NOON - 16 * HOUR, NOON + 8 * HOUR)));
  expect(fourToFour.fileName).toBe('countertop-live-T1-2026-11-23.csv');
}, 60_000);

describe('an export that fails', () => {
  test('says so, and the next one works', async () => {
    const { folder, journal, exporter } = shop();
    sell(journal, 'T1-1');
    const missing = openExporter({
      workerFile,
      journalFile: join(temporaryFolder(), 'none.db'),
      folder,
      timeZone: 'UTC',
      cutOff: '00:00',
      environment: 'live',
    });
    await expect(missing.exportPayments(span(0, 1))).rejects.toThrow('There is no journal at');

    writeFileSync(folder, 'a file where the folder should be');
    expect(await exporter.exportPayments(span(NOON, NOON + DAY))).toEqual({
      written: false,
      why: 'folder-gone',
    });
    rmSync(folder);
    expect(await exporter.exportPayments(span(NOON, NOON + DAY))).toMatchObject({ rows: 1 });
  });

  test('because a payment and a refund cannot be read has all others, and says in its name and reply that it is incomplete', async () => {
    const { folder, journal, journalFile, exportDay } = shop();
    for (let count = 1; count <= 40; count += 1) sell(journal, `T1-${count}`, NOON + count);
    makeRefund({ journal, clock: new HandClock(NOON + 100) }, 'R1', 'T1-1', 250, [2]);
    const db = new Database(journalFile);
    db.exec("UPDATE payments SET body = '{}' WHERE number = 40");
    db.exec("UPDATE refunds SET body = '{}'");
    db.close();
    const { fileName, rows, notice } = await exportDay();
    expect({ fileName, rows, notice }).toEqual({
      fileName: 'countertop-live-T1-2026-11-23-incomplete.csv',
      rows: 39,
      notice: { why: 'incomplete', unread: ['R1', 'T1-40'], more: 0, isProvisional: false },
    });
    const [header = [], first = []] = readCsv(readFileSync(join(folder, fileName), 'utf8'));
    expect(first[header.indexOf('refunded_hundredths')]).toBe('');
  });

  test('fails when the worker ends without a result', async () => {
    const silent = new URL('data:text/javascript,');
    const exporter = openExporter({
      workerFile: silent,
      journalFile: newJournalFile(),
      folder: temporaryFolder(),
      timeZone: 'UTC',
      cutOff: '00:00',
      environment: 'live',
    });
    await expect(exporter.exportPayments(span(0, 1))).rejects.toThrow('without a result (exit code 0)');
  });

  test('fails when the worker is missing or sends nonsense', async () => {
    const options = {
      journalFile: newJournalFile(),
      folder: temporaryFolder(),
      timeZone: 'UTC',
      cutOff: '00:00',
      environment: 'live' as const,
    };
    const lost = openExporter({ ...options, workerFile: join(temporaryFolder(), 'none.cjs') });
    await expect(lost.exportPayments(span(0, 1))).rejects.toThrow('none.cjs');
    const nonsense =
      "data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.postMessage(7)";
    const exporter = openExporter({ ...options, workerFile: new URL(nonsense) });
    await expect(exporter.exportPayments(span(0, 1))).rejects.toThrow('unreadable message');
  });
});

describe('exporting the audit log', () => {
  const lin = { id: 'p-1', name: '=Lin', role: 'cashier' } as const;
  const chen = { id: 'p-2', name: 'Chen 陈', role: 'manager' } as const;

  test('writes who did what, oldest first, and no text that a spreadsheet would run as a formula', async () => {
    const { folder, journal, exporter } = shop();
    journal.record({ type: 'signed-in', by: lin }, NOON);
    sell(journal, 'T1-1', NOON + 1);
    journal.record({ type: 'payment-set-aside', by: lin, reference: 'T1-1' }, NOON + 60_000);
    const asked = { by: lin, permission: 'export', call: 'day.export', why: 'approval-needed' } as const;
    journal.record({ type: 'permission-refused', ...asked }, NOON + 80_000);
    journal.record({ type: 'rights-lent', by: chen, to: lin, permission: 'export' }, NOON + 90_000);
    const day = await file(exporter.exportAudit());
    expect(day).toMatchObject({ fileName: 'countertop-live-audit-2026-11-23.csv', rows: 4 });
    const [header = [], ...records] = readCsv(readFileSync(join(folder, day.fileName), 'utf8'));
    const column = (name: string) => records.map((record) => record[header.indexOf(name)]);
    expect(column('kind')).toEqual(['signed-in', 'payment-set-aside', 'permission-refused', 'rights-lent']);
    expect(column('by_name')).toEqual(["'=Lin", "'=Lin", "'=Lin", 'Chen 陈']);
    expect(column('about_id')).toEqual(['', '', '', 'p-1']);
    expect(column('payment')).toEqual(['', 'T1-1', '', '']);
    expect(column('detail')).toEqual(['', '', 'export, day.export, approval-needed', 'export']);
    expect(column('at')[0]).toBe('2026-11-23T20:00:00.000+08:00');
    const sequences = column('journal_sequence').map(Number);
    expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
  });

  test('has a line for an entry that a newer version wrote, and says that it is incomplete', async () => {
    const { folder, journal, journalFile, exporter } = shop();
    journal.record({ type: 'signed-in', by: { id: 'p-1', name: 'Lin', role: 'cashier' } }, NOON);
    addNewerEvent(journalFile, 'house', 'robot-signed-in');
    const { fileName, notice } = await file(exporter.exportAudit());
    expect(fileName).toBe('countertop-live-audit-2026-11-23-incomplete.csv');
    expect(notice).toMatchObject({ why: 'incomplete', unread: ['2'] });
    const [, ...records] = readCsv(readFileSync(join(folder, fileName), 'utf8'));
    expect(records.map((record) => record.includes('robot-signed-in'))).toEqual([false, true]);
  });

  test('of an empty journal is a header row', async () => {
    const { exporter } = shop();
    expect(await exporter.exportAudit()).toMatchObject({ fileName: 'countertop-live-audit.csv', rows: 0 });
  });
});
