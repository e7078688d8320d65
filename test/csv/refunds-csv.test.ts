import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { columns } from '#domain/export/columns.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { countExportRows, readExportRows } from '#sqlite/tables/export-rows.ts';
import { byChen, chen, dayKit, lin, makeRefund, observe, pay } from '../services/day/day-kit.ts';
import { NOON, reportedPayment } from '../sqlite/kit/new-journal.ts';
import { csvBytes } from './read/csv-bytes.ts';
import { readCsv } from './read/read-csv.ts';
import { rowsIn } from './read/rows-in.ts';

describe('a refund in the file', () => {
  const cellsOf = async (file: string, ...names: string[]): Promise<(string | undefined)[][]> => {
    const rows = readCsv((await csvBytes(columns, rowsIn(file))).toString());
    const [header = [], ...records] = rows;
    return records.map((record) => names.map((name) => record[header.indexOf(name)]));
  };

  test('has its own row after its payment, which says how much of it was refunded', async () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [1, 2]);
    makeRefund(kit, 'R1', 'T1-1', 250, [1, 2]);
    makeRefund(kit, 'R2', 'T1-1', 900, [4]);
    await kit.clock.pass(60_000);
    pay(kit, 'T1-2', [1, 2]);
    makeRefund(kit, 'R3', 'T1-1', 100, [2]);
    expect(
      await cellsOf(kit.file, 'record', 'reference', 'refund_of', 'state', 'amount', 'refunded_hundredths'),
    ).toEqual([
      ['payment', 'T1-1', '', 'paid', '12.50', '350'],
      ['refund', 'R1', 'T1-1', 'refunded', '2.50', ''],
      ['refund', 'R2', 'T1-1', 'failed', '9.00', ''],
      ['payment', 'T1-2', '', 'paid', '12.50', '0'],
      ['refund', 'R3', 'T1-1', 'refunded', '1.00', ''],
    ]);
    expect((await cellsOf(kit.file, 'asked_by', 'approved_by', 'cashier', 'refund_reason'))[1]).toEqual([
      'Lin',
      'Chen',
      'Lin',
      'goods-returned',
    ]);
  });

  test('names the Z that counts it, as a payment does; before it has ended it names none', async () => {
    const kit = dayKit();
    pay(kit, 'paid', [1, 2]);
    pay(kit, 'overtaken', [1, 3]);
    pay(kit, 'doubtful', ['silence']);
    makeRefund(kit, 'R1', 'paid', 250, [1]);
    const signOffs = { doubtful: '' };
    await kit.desk.close({ ...byChen, signOffs });
    observe(kit, 'overtaken', 2);
    await kit.desk.close({ ...byChen, signOffs });
    kit.journal.append('overtaken', { type: 'late-accepted', by: null }, kit.clock.now());
    pay(kit, 'after', [1, 2]);
    expect(await cellsOf(kit.file, 'reference', 'z_number')).toEqual([
      ['paid', '1'],
      ['overtaken', '2'],
      ['doubtful', ''],
      ['after', ''],
      ['R1', ''],
    ]);
  });

  test('and a payment paid late ended when it was paid, not when a person accepted it', async () => {
    const kit = dayKit();
    pay(kit, 'overtaken', [1, 3]);
    await kit.clock.pass(60_000);
    observe(kit, 'overtaken', 2);
    const paidAt = kit.clock.now();
    await kit.clock.pass(20 * 3_600_000);
    kit.journal.append('overtaken', { type: 'late-accepted', by: null }, kit.clock.now());
    expect(await cellsOf(kit.file, 'ended_at_utc', 'changed_at_utc', 'beijing_day')).toEqual([
      [new Date(paidAt).toISOString(), new Date(kit.clock.now()).toISOString(), '2026-11-23'],
    ]);
  });

  test('names the Z by its own number once numbers were lost with the end of the journal', async () => {
    const kit = dayKit();
    pay(kit, 'before', [1, 2]);
    await kit.desk.close(byChen);
    kit.journal.allowSkippedZs();
    kit.journal.record(
      {
        ...{ type: 'tail-lost', rows: 9, since: NOON, until: NOON },
        ...{ payments: 1, refunds: 0, shifts: 0, zs: 4, zsLost: 3 },
      },
      kit.clock.now(),
    );
    pay(kit, 'after', [1, 2]);
    makeRefund(kit, 'R1', 'after', 250, [2]);
    expect(await kit.desk.close(byChen)).toMatchObject({ z: { record: { number: 5 } } });
    expect(await cellsOf(kit.file, 'reference', 'z_number')).toEqual([
      ['before', '1'],
      ['after', '5'],
      ['R1', '5'],
    ]);
  });

  test('is for accounting in the file of the day on which its money moved, and in no other', async () => {
    const kit = dayKit();
    const DAY = 24 * 3_600_000;
    pay(kit, 'T1-1', [1, 2]);
    pay(kit, 'overtaken', [1, 3]);
    makeRefund(kit, 'R1', 'T1-1', 250, [1]);
    await kit.clock.pass(DAY);
    observe(kit, 'overtaken', 2);
    const requested = kit.journal.refund('R1')?.gateway;
    const done = { ...requested!, statusId: 2 };
    kit.journal.appendRefund('R1', { type: 'refund-observed', refund: done }, kit.clock.now());
    await kit.clock.pass(DAY);
    kit.journal.append('overtaken', { type: 'late-accepted', by: null }, kit.clock.now());
    const { db, close } = openReadOnly(kit.file);
    const endedOn = (day: number): readonly string[] =>
      [...readExportRows(db, NOON + day * DAY, NOON + (day + 1) * DAY, 'end')].map(
        ({ story }) => story.reference,
      );
    expect([0, 1, 2].map(endedOn)).toEqual([['T1-1'], ['overtaken', 'R1'], []]);
    expect(countExportRows(db, NOON + DAY, NOON + 2 * DAY, 'end')).toBe(2);
    close();
  });

  test('is in the file of the day on which it was paid although its money is corrected and a later row is damaged', async () => {
    const kit = dayKit();
    const DAY = 24 * 3_600_000;
    pay(kit, 'T1-1', ['silence']);
    const settled = { outcome: 'paid', reason: 'seen', by: lin, approvedBy: chen } as const;
    kit.journal.append('T1-1', { type: 'settled', ...settled }, kit.clock.now());
    await kit.clock.pass(DAY);
    const payment = reportedPayment('T1-1', 2, { amount: 1500, currency: 'CNY' });
    kit.journal.append('T1-1', { type: 'corrected', payment }, kit.clock.now());
    pay(kit, 'damaged', [1, 2]);
    const writing = new Database(kit.file);
    writing.exec("UPDATE payments SET body = '{' WHERE reference = 'damaged'");
    writing.close();
    const { db, close } = openReadOnly(kit.file);
    const first = [...readExportRows(db, NOON, NOON + DAY, 'end')];
    expect(first.map(({ story }) => story.reference)).toEqual(['T1-1']);
    expect(countExportRows(db, NOON, NOON + DAY, 'end')).toBe(1);
    close();
  });
});
