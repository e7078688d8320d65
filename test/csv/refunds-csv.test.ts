import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { columns } from '#domain/export/columns.ts';
import { readExportRows } from '#sqlite/tables/export-rows.ts';
import { byChen, dayKit, makeRefund, observe, pay } from '../services/day/day-kit.ts';
import { NOON } from '../sqlite/kit/new-journal.ts';
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

  test('is left out, and named, where the row of its payment is missing', () => {
    const kit = dayKit();
    pay(kit, 'T1-1', [1, 2]);
    pay(kit, 'T1-2', [1, 2]);
    makeRefund(kit, 'R1', 'T1-1', 250, [1, 2]);
    const db = new Database(kit.file);
    db.exec("DELETE FROM payments WHERE reference = 'T1-1'");
    const unread: string[] = [];
    const rows = readExportRows(db, NOON, NOON + 1, (_error, reference) => void unread.push(reference));
    expect([...rows].map(({ story }) => story.reference)).toEqual(['T1-2']);
    expect(unread).toEqual(['R1']);
    db.close();
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
});
