/** A new version that never shows its first screen is rolled back. */
import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { countStart, reachFirstScreen } from '#services/update/first-screen.ts';
import { countFromUnlocking, inTrainingOnly } from '#station/updates/open-updates.ts';
import { isRolledBack } from '#station/updates/rolled-back.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import { silentLog } from '../../support/station-kit.ts';
import { makeSigner, offerOf, openFeedServer } from './feed-server.ts';
import { openUpdatingTill } from './update-kit.ts';

const signer = makeSigner();

/** Version 0.2.0 was just installed over 0.1.0, whose installer is kept here unless left out. */
const justInstalled = async (keepsOld = true) => {
  const server = await openFeedServer();
  if (keepsOld) server.release(signer.sign(offerOf('0.1.0')));
  server.release(signer.sign(offerOf('0.2.0')));
  const till = openUpdatingTill({ key: signer.key, address: server.address });
  await till.desk.check();
  const update = { from: '0.1.0', to: '0.2.0' } as const;
  const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
  till.journal.record({ type: 'program-changed', by: chen, approvedBy: chen, ...update, how: 'update' }, 1);
  till.note.write({ ...till.note.read(), begun: { ...update, starts: 0 } });
  /** What the journals say about the updates. */
  const journals: { sayBegun: (update: { from: string; to: string }) => boolean } = { sayBegun: () => true };
  const { note, installers, runner, journal, clock } = till;
  return {
    ...till,
    journals,
    start: async (running: string): Promise<boolean> =>
      countStart({
        note,
        installers,
        runner,
        running,
        log: silentLog,
        isBegun: (one) => Promise.resolve(journals.sayBegun(one)),
      }),
    show: (running: string): UpdateFault | null => reachFirstScreen({ note, running }, journal, clock),
  };
};

type Shop = Awaited<ReturnType<typeof justInstalled>>;

const failStarts = async (shop: Shop): Promise<void> => {
  for (let start = 0; start < PACE.updates.failedStarts; start += 1)
    expect(await shop.start('0.2.0')).toBe(false);
};

test('a version that shows its first screen stays, however often it is started afterwards', async () => {
  const shop = await justInstalled();
  await failStarts(shop);
  expect(shop.show('0.2.0')).toBeNull();
  expect(shop.note.read().begun).toBeNull();
  expect(await shop.start('0.2.0')).toBe(false);
  expect(shop.steps).toEqual([]);
});

test('after too many starts without a first screen the previous version is installed again, and says so', async () => {
  const shop = await justInstalled();
  await failStarts(shop);
  expect(await shop.start('0.2.0')).toBe(true);
  expect(shop.steps).toEqual(['ran 0.1.0 back', 'left']);
  expect(await shop.start('0.1.0')).toBe(false);
  expect(shop.show('0.1.0')).toBe('update-rolled-back');
  expect(shop.journal.lastRecord('program-changed')?.record).toEqual({
    ...{ type: 'program-changed', by: null, approvedBy: null, how: 'rolled-back' },
    ...{ from: '0.2.0', to: '0.1.0' },
  });
  expect(shop.show('0.1.0')).toBeNull();
});

test('a start that ends at the passphrase question does not count, one that ends after it does', async () => {
  const shop = await justInstalled();
  const starts = (): number | undefined => shop.note.read().begun?.starts;
  for (let evening = 0; evening < 5; evening += 1) {
    expect(await shop.start('0.2.0')).toBe(false);
    const asked = { isAsking: true, opened: new Promise<never>(() => undefined) };
    void countFromUnlocking(shop, asked, silentLog);
    expect(starts()).toBe(0);
  }
  expect(await shop.start('0.2.0')).toBe(false);
  const opened = Promise.resolve({ as: 'usual', failures: 0 } as const);
  await countFromUnlocking(shop, { isAsking: true, opened }, silentLog);
  expect(starts()).toBe(1);
});

test('a till in training only installs nothing, and leaves the report to the shop’s own journal', async () => {
  const shop = await justInstalled();
  await failStarts(shop);
  await shop.start('0.2.0');
  const before = shop.note.read();
  expect(before.untold).not.toBeNull();
  const { canInstall, note } = inTrainingOnly({ ...shop, canInstall: true } as never);
  expect(canInstall).toBe(false);
  expect(reachFirstScreen({ note, running: '0.1.0' }, shop.journal, shop.clock)).toBeNull();
  expect(shop.note.read()).toEqual(before);
});

test('a disk that refuses the count does not keep a till from starting', async () => {
  const shop = await justInstalled();
  const note = {
    read: () => shop.note.read(),
    write: () => {
      throw new Error('the disk is full');
    },
  };
  expect(await isRolledBack({ ...shop, note, running: '0.2.0' }, '/nowhere', silentLog)).toBe(false);
});

test('the version that failed is not offered here again', async () => {
  const shop = await justInstalled();
  await failStarts(shop);
  await shop.start('0.2.0');
  await shop.desk.check();
  expect(shop.desk.state.stage).toBe('none');
});

test('without the previous version’s installer the new version is tried again and again', async () => {
  const shop = await justInstalled(false);
  await failStarts(shop);
  expect(await shop.start('0.2.0')).toBe(false);
  expect(shop.steps).toEqual([]);
});

test('an installer that does not restore the previous version is tried at each start', async () => {
  const shop = await justInstalled();
  await failStarts(shop);
  shop.outcomes.installs = false;
  expect(await shop.start('0.2.0')).toBe(false);
  shop.outcomes.installs = true;
  expect(await shop.start('0.2.0')).toBe(true);
});

test('an installer that is started, as on Windows, but restores nothing is started again, and what happened is told once', async () => {
  const shop = await justInstalled();
  await failStarts(shop);
  for (let start = 0; start < 2; start += 1) expect(await shop.start('0.2.0')).toBe(true);
  expect(shop.steps).toEqual(['ran 0.1.0 back', 'left', 'ran 0.1.0 back', 'left']);
  expect(await shop.start('0.1.0')).toBe(false);
  expect(shop.note.read()).toMatchObject({ begun: null, failed: ['0.2.0'] });
  expect(shop.show('0.1.0')).toBe('update-rolled-back');
  expect(shop.journal.records(['program-changed'], 0)).toHaveLength(2);
});

test('if an installer did nothing, the previous version is still there and records that', async () => {
  const shop = await justInstalled();
  expect(await shop.start('0.1.0')).toBe(false);
  expect(shop.show('0.1.0')).toBe('update-not-installed');
  expect(shop.journal.lastRecord('program-changed')?.record).toMatchObject({ how: 'update-failed' });
});

test('a version that was installed in another way meanwhile is not our concern', async () => {
  const shop = await justInstalled();
  expect(await shop.start('0.4.0')).toBe(false);
  expect(shop.show('0.4.0')).toBeNull();
  expect(shop.journal.records(['program-changed'], 0)).toHaveLength(1);
});

test('an old version, even a genuinely signed one, is not installed because someone edits the note', async () => {
  const shop = await justInstalled();
  shop.journals.sayBegun = ({ from, to }) => from !== '0.1.0' || to !== '0.2.0';
  for (let start = 0; start < 5; start += 1) expect(await shop.start('0.2.0')).toBe(false);
  expect(shop.steps).toEqual([]);
});

test.each([
  ['rolled back', { how: 'rolled-back', from: '0.3.0', to: '0.1.0' }],
  ['not installed', { how: 'update-failed', from: '0.3.0', to: '0.1.0' }],
] as const)(
  'an edited note alone cannot make the till report that an update was %s',
  async (_what, untold) => {
    const shop = await justInstalled();
    shop.note.write({ ...shop.note.read(), begun: null, untold });
    expect(shop.show('0.1.0')).toBeNull();
    expect(shop.journal.records(['program-changed'], 0)).toHaveLength(1);
    expect(shop.note.read().untold).toBeNull();
  },
);
