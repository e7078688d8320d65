/** A manager replaces the journal with a backup, on a till that is open. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { member, memoryStaff, PINS } from '../../support/staff-kit.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { trainingTill } from './training-till.ts';

const STAFFED = {
  alwaysAsksForStaff: true,
  staff: memoryStaff([member('Chen', 'manager', PINS.chen), member('Lin', 'cashier', PINS.lin)]),
};

const opened = async () => {
  const home = temporaryFolder();
  const folder = join(home, 'training');
  const training = await trainingTill(home, STAFFED);
  const { call } = training;
  await call('session.signIn', { id: 'chen', pin: PINS.chen });
  return { ...training, folder };
};

test('what was sold since the backup is fetched from the gateway again, and the old journal is kept', async () => {
  const { call, sell, folder } = await opened();
  const first = await sell(1100);
  await call('backups.make', {});
  const [backup] = (await call('health.read', {})).backups;
  const second = await sell(2200);
  expect(await call('backups.gap', { name: backup!.name })).toMatchObject({ payments: 1, refunds: 0, zs: 0 });

  await call('backups.restore', { name: backup!.name });
  const history = async () => (await call('till.snapshot', {})).history.map(({ reference }) => reference);
  await expect.poll(history).toEqual([second, first]);
  const { lines } = await call('audit.page', { before: null, person: null, kind: 'journal-restored' });
  expect(lines).toMatchObject([{ by: { name: 'Chen' }, detail: backup!.name }]);
  expect(readdirSync(join(folder, 'replaced')).some((name) => name.endsWith('.db'))).toBe(true);
  expect(await sell(3300)).toMatch(/-000003-/);
});

test('while a payment is under way nothing is restored, and nobody is asked about it', async () => {
  const { till, call, sell, charge, folder } = await opened();
  await sell(1100);
  await call('backups.make', {});
  const [backup] = (await call('health.read', {})).backups;
  await charge(2200);
  expect(await till.call('backups.restore', { name: backup!.name })).toMatchObject({
    problem: { code: 'restore-payment-running' },
  });
  expect(await till.call('backups.gap', { name: backup!.name })).toMatchObject({
    problem: { code: 'restore-payment-running' },
  });
  expect(existsSync(join(folder, 'restore.json'))).toBe(false);
  expect((await call('till.snapshot', {})).till.current?.state).toBe('open');
});

test('a cashier needs a manager for it', async () => {
  const { till, call, sell } = await opened();
  await sell(1100);
  await call('backups.make', {});
  const [backup] = (await call('health.read', {})).backups;
  await call('session.signOut', { why: 'asked' });
  await call('session.signIn', { id: 'lin', pin: PINS.lin });
  expect(await till.call('backups.restore', { name: backup!.name })).toMatchObject({
    problem: { code: 'approval-needed' },
  });
});

test('a backup that is not there is refused, and the till goes on', async () => {
  const { till, sell } = await opened();
  expect(await till.call('backups.restore', { name: 'journal-20200101T000000Z.db' })).toMatchObject({
    problem: { code: 'backup-gone' },
  });
  await sell(1100);
});
