import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readReport } from '#services/day/report.ts';
import { zNumbered } from '#services/day/rows-unreadable.ts';
import { Changes } from '#services/changes.ts';
import { OtherTills } from '#services/reconcile/other-tills.ts';
import { silentLog } from '../../support/station-kit.ts';
import { NOON } from '../../sqlite/kit/new-journal.ts';
import { addNewerEvent } from '../../sqlite/kit/shop-journal.ts';
import type { DayKit } from './day-kit.ts';
import { byChen, chen, dayKit, makeRefund, pay } from './day-kit.ts';

const newer = (kit: DayKit, reference: string, type?: string): void =>
  addNewerEvent(kit.file, reference, type);

test('an X names what a newer version wrote and counts the rest; no sums that lack it are closed', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  pay(kit, 'T1-1', [1, 2]);
  pay(kit, 'T1-2', [1]);
  pay(kit, 'T1-3', [1, 3, 2]);
  for (const reference of ['T1-2', 'T1-3']) newer(kit, reference);
  newer(kit, 'house', 'robot-signed-in');
  const x = await readReport(kit.ports);
  expect(x.unread).toEqual(['T1-3', 'T1-2']);
  expect(x.unreadUncounted).toEqual(['13']);
  expect(x.payments.paid).toEqual({ CNY: { count: 1, sum: 1_250 } });
  const unread = ['T1-3', 'T1-2'];
  await expect(kit.desk.close(byChen)).rejects.toMatchObject({ name: 'RowsUnreadable', unread });
  await expect(kit.shifts.close(chen, null)).rejects.toMatchObject({ name: 'RowsUnreadable', unread });
  await expect(kit.shifts.handOver(chen, null)).rejects.toMatchObject({ name: 'RowsUnreadable', unread });
  expect(kit.shifts.openSince).not.toBeNull();
});

test('a record that no figure counts is named on the Z and keeps nothing from being closed', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  pay(kit, 'T1-1', [1, 2]);
  newer(kit, 'house', 'robot-signed-in');
  newer(kit, 'house', 'settings-changed');
  expect(await kit.shifts.handOver(chen, null)).toMatchObject({ closed: true });
  const closed = await kit.desk.close(byChen);
  expect(closed).toMatchObject({ z: { record: { report: { unreadUncounted: ['5', '6'] } } } });
  expect((await readReport(kit.ports)).unreadUncounted).toBeUndefined();
});

test('a record that a report counts and a shift does not keeps the day open, and no shift', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  newer(kit, 'house', 'reconciled');
  await expect(kit.desk.close(byChen)).rejects.toMatchObject({ unread: ['2'] });
  expect(await kit.shifts.close(chen, null)).toMatchObject({ closed: true });
});

/** Damages a row without the journal's knowledge. */
const damage = (file: string, reference: string, type = 'created'): void => {
  const db = new Database(file);
  db.exec('DROP TRIGGER IF EXISTS events_are_never_changed');
  db.prepare("UPDATE events SET payload = '{}' WHERE reference = ? AND type = ?").run(reference, type);
  db.close();
};

test('an X names a payment of which a row before the last Z cannot be read', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  pay(kit, 'T1-1', [1, 7]);
  await kit.desk.close({ ...byChen, signOffs: { 'T1-1': 'open' } });
  damage(kit.file, 'T1-1');
  kit.journal.append('T1-1', { type: 'cancel-asked', by: 'cashier', person: chen }, kit.clock.now());
  pay(kit, 'T1-2', [1, 2]);
  const x = await readReport(kit.ports);
  expect(x.unread).toEqual(['T1-1']);
  expect(x.payments.paid).toEqual({ CNY: { count: 1, sum: 1_250 } });
});

test.for(['an X was read before', 'no X was read'])(
  'a late payment of which a row before the last Z cannot be read is named on the next, if %s',
  async (before) => {
    const kit = dayKit();
    kit.shifts.open(chen);
    pay(kit, 'T1-1', [1, 3, 2]);
    await kit.desk.close(byChen);
    damage(kit.file, 'T1-1');
    makeRefund(kit, 'R1', 'T1-1', 250, [2]);
    if (before === 'an X was read before') {
      const x = await readReport(kit.ports, kit.desk.sinceZ);
      expect(x).toMatchObject({ unreadUncounted: ['T1-1'] });
    }
    expect(await kit.desk.close(byChen)).toMatchObject({
      z: {
        record: {
          report: { unreadUncounted: ['T1-1'], refunds: { refunded: { CNY: { count: 1, sum: 250 } } } },
        },
      },
    });
  },
);

/** Gives the newest record of a type a field, or a value, of a newer version. */
const spoil = (file: string, type: string, change: string): void => {
  const db = new Database(file);
  db.exec('DROP TRIGGER IF EXISTS events_are_never_changed');
  db.prepare(
    `UPDATE events SET payload = ${change}
     WHERE sequence = (SELECT max(sequence) FROM events WHERE type = ?)`,
  ).run(type);
  db.close();
};

const NEW_FIELD = "json_set(payload, '$.ofANewerVersion', 1)";

test('after a shift and a Z of a newer version with fields of its own, the till sells and closes on', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  pay(kit, 'T1-1', [1, 2]);
  await kit.desk.close(byChen);
  spoil(kit.file, 'day-closed', "json_set(payload, '$.report.tips', json_object('CNY', 1))");
  kit.shifts.open(chen);
  spoil(kit.file, 'shift-opened', NEW_FIELD);
  pay(kit, 'T1-2', [1, 2]);
  expect(await readReport(kit.ports)).toMatchObject({
    grandTotal: { after: { CNY: { paid: 2_500 } } },
    unread: [expect.any(String)],
  });
  expect(kit.shifts.current).toMatchObject({ record: { number: 2, by: chen } });
  expect(await kit.shifts.close(chen, null)).toMatchObject({ closed: true });
});

test('a shift whose record cannot be read at all stays open for charges, and says so when it is closed', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  spoil(kit.file, 'shift-opened', "json_set(payload, '$.by', 'nobody')");
  expect(kit.shifts.openSince).toBe(kit.clock.now());
  await expect(kit.shifts.close(chen, null)).rejects.toMatchObject({
    name: 'RowsUnreadable',
    unread: ['1'],
  });
});

test('a closed shift whose record cannot be read is closed, and the next has the next number', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  await kit.shifts.close(chen, null);
  spoil(kit.file, 'shift-closed', "json_set(payload, '$.why', 'by-robot')");
  expect(kit.shifts.openSince).toBeNull();
  expect(kit.shifts.open(chen)).toMatchObject({ record: { number: 2 } });
});

test('if the last Z cannot be read, an X names it and counts what came after, and no day is closed', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  pay(kit, 'T1-1', [1, 2]);
  await kit.desk.close(byChen);
  spoil(kit.file, 'day-closed', "json_set(payload, '$.by', 'nobody')");
  const { sequence, hash } = kit.journal.head();
  pay(kit, 'T1-2', [1, 2], { amount: 800 });
  const unread = [String(sequence)];
  const told = { name: 'RowsUnreadable', unread };
  expect(await readReport(kit.ports, kit.desk.sinceZ)).toMatchObject({
    rows: { first: sequence + 1, last: sequence + 3 },
    from: kit.clock.now(),
    net: { CNY: 800 },
    unread,
    grandTotalUnknown: true,
    previousHash: hash,
  });
  await expect(kit.desk.close(byChen)).rejects.toMatchObject(told);
  expect(() => zNumbered(kit.journal, 1)).toThrow(expect.objectContaining(told) as Error);
  expect(zNumbered(kit.journal, 2)).toBeUndefined();
  expect(new OtherTills(kit.journal, new Changes(silentLog)).met, 'the till opens all the same').toBeNull();
});

test('what a newer version writes about a lost end of the journal keeps nobody from selling, and no number is given twice', () => {
  const kit = dayKit();
  const numbers = { payments: 7, refunds: 2, shifts: 4, zs: 0 };
  const lost = { rows: 3, since: NOON, until: null, ...numbers, zsLost: 0 };
  kit.journal.record({ type: 'tail-lost', ...lost }, NOON);
  spoil(kit.file, 'tail-lost', "json_set(payload, '$.rows', 'many')");
  expect(kit.shifts.open(chen)).toMatchObject({ record: { number: 5 } });
  pay(kit, 'T1-1', [1, 2]);
  makeRefund(kit, 'R1', 'T1-1', 250, [2]);
  expect([kit.journal.numberOf('T1-1'), kit.journal.refundNumberOf('R1')]).toEqual([8, 3]);
});

test('a lost end of the journal that cannot be read is named before numbers are given out again', async () => {
  const kit = dayKit();
  newer(kit, 'house', 'tail-lost');
  const told = expect.objectContaining({ name: 'RowsUnreadable', unread: ['1'] }) as Error;
  expect(() => kit.shifts.open(chen)).toThrow(told);
  await expect(kit.desk.close(byChen)).rejects.toEqual(told);
});

test('a payment signed off in one Z and unreadable since is named on the next', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  pay(kit, 'T1-1', ['silence']);
  await kit.desk.close({ ...byChen, signOffs: { 'T1-1': 'asked' } });
  damage(kit.file, 'T1-1', 'intended');
  const db = new Database(kit.file);
  db.exec("UPDATE payments SET body = '{}' WHERE reference = 'T1-1'");
  db.close();
  const closed = await kit.desk.close(byChen);
  expect(closed).toMatchObject({ z: { record: { report: { unreadUncounted: ['T1-1'], unresolved: [] } } } });
});
