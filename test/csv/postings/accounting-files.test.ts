import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { exportPayments } from '#csv/export-payments.ts';
import { reportOf } from '#domain/payment/settled-by-hand.ts';
import { importRefundsFromGateway } from '#services/refund/import-refunds.ts';
import type { DayKit } from '../../services/day/day-kit.ts';
import { byChen, chen, dayKit, lin, makeRefund, observe, pay } from '../../services/day/day-kit.ts';
import { NOON, reportedPayment, temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { silentLog } from '../../support/station-kit.ts';
import { readCsv } from '../read/read-csv.ts';

const DAY = 24 * 3_600_000;
const MIDNIGHT = NOON - DAY / 2;

/** Makes the file of some days after the first one, both included. */
const fileOf = async (kit: DayKit, first: number, last = first, preset = 'ledger') => {
  const folder = temporaryFolder();
  const days = { cutOff: '00:00', timeZone: 'UTC' };
  const span = { from: MIDNIGHT + first * DAY, to: MIDNIGHT + (last + 1) * DAY };
  const target = { journalFile: kit.file, folder, makesFolder: true, environment: 'test' as const };
  const { fileName, notice } = await exportPayments({ ...target, ...days, ...span, preset });
  const text = readFileSync(join(folder, fileName), 'latin1');
  const [header = [], ...rows] = readCsv(text, preset === 'datev' ? ';' : ',');
  return { fileName, notice, text, header, rows };
};

const NAMES = ['Date', 'Reference', 'Money in', 'Money out', 'Z', 'Moved on', 'Reason'];
const ledger = async (kit: DayKit, first: number, last = first) => {
  const { header, rows } = await fileOf(kit, first, last);
  return rows.map((row) => NAMES.map((name) => row[header.indexOf(name)]).join(' '));
};

const endDay = async (kit: DayKit): Promise<void> => {
  await kit.desk.close(byChen);
  await kit.clock.pass(DAY);
};

const settle = ({ journal, clock }: DayKit, reference: string): void => {
  const settled = { outcome: 'paid', reason: 'seen', by: lin, approvedBy: chen } as const;
  journal.append(reference, { type: 'settled', ...settled }, clock.now());
};

const hear = ({ journal, clock }: DayKit, reference: string, status: number, amount: number): void => {
  const payment = journal.payment(reference)!;
  const reported = reportedPayment(reference, status, { amount });
  journal.append(reference, reportOf(payment, reported), clock.now());
};

const damage = (file: string, sql: string): void => {
  const db = new Database(file);
  db.exec('DROP TRIGGER events_are_never_changed');
  db.exec(sql);
  db.close();
};

describe('a file for accounting has', () => {
  test('what was paid late and refunded slowly on the day on which the till learned of it, and only then', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [1, 2]);
    pay(kit, 'overtaken', [1, 3]);
    makeRefund(kit, 'R1', 'T1-1', 250, [1]);
    await endDay(kit);
    observe(kit, 'overtaken', 2);
    const done = { ...kit.journal.refund('R1')!.gateway!, statusId: 2 };
    kit.journal.appendRefund('R1', { type: 'refund-observed', refund: done }, kit.clock.now());
    await endDay(kit);
    kit.journal.append('overtaken', { type: 'late-accepted', by: null }, kit.clock.now());
    await endDay(kit);
    expect(await ledger(kit, 0)).toEqual(['2026-11-23 T1-1 12.50  1 2026-11-23 ']);
    expect(await ledger(kit, 1)).toEqual([
      '2026-11-24 overtaken 12.50  2 2026-11-24 ',
      '2026-11-24 R1  2.50 2 2026-11-24 ',
    ]);
    expect(await ledger(kit, 2)).toEqual([]);
  });

  test('a refund made elsewhere on the date of the Z that counts it, with the day on which it was made', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [1, 2]);
    await endDay(kit);
    await endDay(kit);
    const before = await fileOf(kit, 0);
    const made = {
      id: '7',
      reference: 'DASHBOARD',
      paymentId: '1',
      amount: 300,
      currency: 'CNY',
      reasons: [],
    };
    const reported = { ...made, statusId: 2, createdAt: NOON + 3_600_000 };
    const { journal, clock } = kit;
    importRefundsFromGateway({ journal, clock, log: silentLog }, journal.payment('T1-1')!, [reported]);
    await endDay(kit);
    expect(await fileOf(kit, 0)).toEqual(before);
    expect(await ledger(kit, 1, 2)).toEqual(['2026-11-25 refund-7  3.00 3 2026-11-23 imported']);
  });

  test('a correcting row for what a manager settled and the gateway reports otherwise', async () => {
    const kit = dayKit();
    for (const name of ['unpaid', 'other']) {
      pay(kit, name, ['silence']);
      settle(kit, name);
    }
    await endDay(kit);
    await endDay(kit);
    const before = await fileOf(kit, 0);
    hear(kit, 'unpaid', 4, 1_250);
    hear(kit, 'other', 2, 1_500);
    await endDay(kit);
    expect(await fileOf(kit, 0)).toEqual(before);
    expect(await ledger(kit, 0)).toEqual([
      '2026-11-23 unpaid 12.50  1 2026-11-23 settled-by-hand',
      '2026-11-23 other 12.50  1 2026-11-23 settled-by-hand',
    ]);
    expect(await ledger(kit, 2)).toEqual([
      '2026-11-25 unpaid -12.50  3 2026-11-25 corrected',
      '2026-11-25 other -12.50  3 2026-11-25 corrected',
      '2026-11-25 other 15.00  3 2026-11-25 corrected',
    ]);
    const { text } = await fileOf(kit, 2, 2, 'datev');
    expect(text.split('\r\n').slice(1, 3)).toEqual([
      '12,50;H;CNY;1360;8400;25.11.2026;unpaid;;Korrektur',
      '12,50;H;CNY;1360;8400;25.11.2026;other;;Korrektur',
    ]);
  });

  test('nothing but its header for days on which no money moved', async () => {
    const kit = dayKit();
    await endDay(kit);
    pay(kit, 'T1-1', [1, 2]);
    await endDay(kit);
    const { fileName, rows, notice } = await fileOf(kit, 0);
    expect({ fileName, rows, notice }).toEqual({
      fileName: 'countertop-test-2026-11-23-ledger.csv',
      rows: [],
      notice: undefined,
    });
  });
});

describe('a file for accounting says in its name', () => {
  test('that it is provisional until a later day is closed; from then on it stays the same', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [1, 2]);
    const open = await fileOf(kit, 0);
    expect(open).toMatchObject({
      fileName: 'countertop-test-T1-2026-11-23-provisional-ledger.csv',
      notice: { why: 'provisional' },
    });
    await kit.desk.close(byChen);
    pay(kit, 'T1-2', [1, 2]);
    await kit.clock.pass(DAY);
    expect(await fileOf(kit, 0)).toMatchObject({ notice: { why: 'provisional' } });
    await kit.desk.close(byChen);
    const final = await fileOf(kit, 0);
    expect(final.fileName).toBe('countertop-test-T1-2026-11-23-ledger.csv');
    expect(final.rows).toHaveLength(2);
    pay(kit, 'T1-3', [1, 2]);
    await kit.clock.pass(DAY);
    expect(await fileOf(kit, 0)).toEqual(final);
  });

  test('that it is incomplete, and which payments are damaged', async () => {
    const kit = dayKit();
    for (const name of ['T1-1', 'T1-2']) pay(kit, name, [1, 2]);
    makeRefund(kit, 'R1', 'T1-2', 250, [2]);
    await endDay(kit);
    await endDay(kit);
    damage(
      kit.file,
      "UPDATE events SET payload = replace(payload, 'statusId', 'statusIx') WHERE reference = 'T1-2' AND type = 'observed'",
    );
    const { fileName, rows, notice } = await fileOf(kit, 0);
    expect({ fileName, notice }).toEqual({
      fileName: 'countertop-test-T1-2026-11-23-incomplete-ledger.csv',
      notice: { why: 'incomplete', unread: ['T1-2', 'R1'], more: 0, isProvisional: false },
    });
    expect(rows.map((row) => row[1])).toEqual(['T1-1']);
    expect(await fileOf(kit, 1)).toMatchObject({ notice: { why: 'provisional' } });
  });

  test('that it is provisional as well as incomplete, and how many more than it names are damaged', async () => {
    const kit = dayKit();
    for (let count = 1; count <= 13; count += 1) pay(kit, `T1-${count}`, [1, 2]);
    damage(kit.file, "UPDATE events SET payload = '{}' WHERE reference <> 'T1-1' AND type = 'observed'");
    const { fileName, notice } = await fileOf(kit, 0);
    expect(fileName).toBe('countertop-test-T1-2026-11-23-provisional-incomplete-ledger.csv');
    const unread = Array.from({ length: 10 }, (_, index) => `T1-${index + 2}`);
    expect(notice).toEqual({ why: 'incomplete', unread, more: 2, isProvisional: true });
  });

  test('that it is incomplete although a later row of a damaged payment can be read', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', ['silence']);
    settle(kit, 'T1-1');
    await endDay(kit);
    hear(kit, 'T1-1', 2, 1_250);
    await endDay(kit);
    await endDay(kit);
    damage(
      kit.file,
      "UPDATE events SET payload = replace(payload, 'reason', 'raison') WHERE type = 'settled'",
    );
    for (const first of [0, 1])
      expect(await fileOf(kit, first, 1)).toMatchObject({ rows: [], notice: { unread: ['T1-1'] } });
  });

  test('nothing of a damaged table of payments, since it is read from the rows of the journal', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', ['silence']);
    settle(kit, 'T1-1');
    await endDay(kit);
    hear(kit, 'T1-1', 2, 1_250);
    pay(kit, 'T1-2', [1, 2]);
    await endDay(kit);
    const [before, of] = [await fileOf(kit, 0), await ledger(kit, 0)];
    damage(kit.file, "UPDATE payments SET body = '{'");
    const after = await fileOf(kit, 0);
    expect({ rows: after.rows, notice: after.notice }).toEqual({ rows: before.rows, notice: undefined });
    expect(of).toEqual(['2026-11-23 T1-1 12.50  1 2026-11-23 settled-by-hand']);
  });
});
