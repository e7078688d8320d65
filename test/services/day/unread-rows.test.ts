import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readReport } from '#services/day/report.ts';
import { addNewerEvent } from '../../sqlite/kit/shop-journal.ts';
import { byChen, chen, dayKit, makeRefund, pay } from './day-kit.ts';

test('an X names what a newer version wrote and counts the rest, and nothing is closed over it', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  pay(kit, 'T1-1', [1, 2]);
  pay(kit, 'T1-2', [1]);
  pay(kit, 'T1-3', [1, 3, 2]);
  for (const reference of ['T1-2', 'T1-3']) addNewerEvent(kit.file, reference);
  addNewerEvent(kit.file, 'house', 'robot-signed-in');
  const x = await readReport(kit.ports);
  expect(x.unread).toEqual(['T1-3', 'T1-2', '13']);
  expect(x.payments.paid).toEqual({ CNY: { count: 1, sum: 1_250 } });
  expect(x.late).toEqual([]);
  await expect(kit.desk.close(byChen)).rejects.toMatchObject({ step: 'reading' });
  await expect(kit.shifts.close(chen, null)).rejects.toThrow('cannot be read');
});

/** Damages a row without the journal's knowledge. */
const damage = (file: string, reference: string): void => {
  const db = new Database(file);
  db.exec('DROP TRIGGER events_are_never_changed');
  db.prepare("UPDATE events SET payload = '{}' WHERE reference = ? AND type = 'created'").run(reference);
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

test('an X counts the refund of a late payment of which a row cannot be read, and names the payment', async () => {
  const kit = dayKit();
  kit.shifts.open(chen);
  pay(kit, 'T1-1', [1, 3, 2]);
  await kit.desk.close(byChen);
  damage(kit.file, 'T1-1');
  makeRefund(kit, 'R1', 'T1-1', 250, [2]);
  const x = await readReport(kit.ports);
  expect(x.unread).toEqual(['T1-1']);
  expect(x.refunds.refunded).toEqual({ CNY: { count: 1, sum: 250 } });
});
