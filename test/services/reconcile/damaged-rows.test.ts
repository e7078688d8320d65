/** Reconciling and closing a day some rows of which the journal cannot read any more. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { chen } from '../day/day-kit.ts';
import { DAY, reconcileKit, refundInDashboard } from './reconcile-kit.ts';

const [OPEN, PAID] = [1, 2];

const damage = (file: string, table: 'payments' | 'refunds', reference: string): void => {
  const db = new Database(file);
  db.prepare(`UPDATE ${table} SET body = '{' WHERE reference = ?`).run(reference);
  db.close();
};

test('a payment that cannot be read keeps neither the others from being compared nor the day from being closed', async () => {
  const kit = await reconcileKit();
  await kit.both('T1-damaged', [OPEN, PAID], PAID);
  await kit.both('T1-other', [OPEN, PAID], PAID);
  await refundInDashboard(kit, 'T1-other', 'D1');
  damage(kit.file, 'payments', 'T1-damaged');

  const closed = await kit.day.close({ by: chen, approvedBy: chen, signOffs: {} });
  expect(closed).toMatchObject({ closed: true });
  expect(kit.journal.refundsOf('T1-other')).toMatchObject([{ amount: 250 }]);
  expect(kit.journal.reconciliation(DAY)?.record.result).toBe('not-reconciled');
});

test('a refund that cannot be read keeps the refunds of other payments from nothing', async () => {
  const kit = await reconcileKit();
  await kit.both('T1-damaged', [OPEN, PAID], PAID);
  await kit.both('T1-other', [OPEN, PAID], PAID);
  await refundInDashboard(kit, 'T1-damaged', 'D1');
  await kit.reconciler.reconcileWithin(60_000, [DAY], chen);
  const [refund] = kit.journal.refundsOf('T1-damaged');
  damage(kit.file, 'refunds', refund?.reference ?? '');
  await refundInDashboard(kit, 'T1-other', 'D2');

  const closed = await kit.day.close({ by: chen, approvedBy: chen, signOffs: {} });
  expect(closed).toMatchObject({ closed: true });
  expect(kit.journal.refundsOf('T1-other')).toMatchObject([{ amount: 250 }]);
});

test('a payment and a refund that have not ended count although they cannot be read, and a close asks about them', async () => {
  const kit = await reconcileKit();
  await kit.both('T1-paid', [OPEN, PAID], PAID);
  kit.here('T1-damaged');
  const { journal, payments, refunds } = kit;
  const intent = {
    ...{
      reference: 'T1-R1',
      requestId: 'r',
      paymentReference: 'T1-paid',
      amount: 250,
      currency: 'CNY',
      note: '',
    },
    ...{ reason: 'goods-returned' as const, askedBy: chen, approvedBy: chen },
    paymentId: journal.payment('T1-paid')?.gateway?.id ?? '',
  } as const;
  journal.appendRefund('T1-R1', { type: 'refund-intended', intent }, kit.clock.now());
  damage(kit.file, 'payments', 'T1-damaged');
  damage(kit.file, 'refunds', 'T1-R1');

  expect(payments.tracker.everyUnfinished).toMatchObject([{ reference: 'T1-damaged', state: 'unknown' }]);
  expect(refunds.tracker.needingThisSite).toMatchObject({ reference: 'T1-R1', paymentReference: 'T1-paid' });
  damage(kit.file, 'payments', 'T1-paid');
  expect(refunds.tracker.needingThisSite).toMatchObject({ reference: 'T1-R1' });
  const closed = await kit.day.close({ by: chen, approvedBy: chen, signOffs: {} });
  expect(closed).toMatchObject({
    why: 'day-unresolved',
    unresolved: [{ reference: 'T1-damaged' }, { reference: 'T1-R1' }],
  });
});

test('a payment that has not ended is left out where its events cannot be read either, and stops nothing that asks', async () => {
  const kit = await reconcileKit();
  kit.here('T1-damaged');
  kit.here('T1-other');
  damage(kit.file, 'payments', 'T1-damaged');
  const db = new Database(kit.file);
  db.exec('DROP TRIGGER events_are_never_changed');
  db.prepare(
    `UPDATE events SET type = 'of-a-newer-program', payload = '{"type":"of-a-newer-program"}' WHERE reference = ?`,
  ).run('T1-damaged');
  db.close();
  expect(kit.payments.tracker.everyUnfinished).toMatchObject([{ reference: 'T1-other' }]);
  expect(kit.refunds.tracker.needingThisSite).toBeUndefined();
});
