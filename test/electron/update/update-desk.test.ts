/** When an update is fetched and installed, with a real feed and real files. */
import { expect, test, vi } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { endless, installerOf, makeSigner, offerOf, openFeedServer } from './feed-server.ts';
import { afterShowing, openUpdatingTill } from './update-kit.ts';

const signer = makeSigner();
const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const asked = { by: chen, approvedBy: chen };
const dayClosed = { isCharging: false, unresolved: 0, isExporting: false, isDayOpen: false };
const dayOpen = { ...dayClosed, isDayOpen: true };

const withFeed = async () => {
  const server = await openFeedServer();
  server.release(signer.sign(offerOf('0.2.0')));
  return { server, ...openUpdatingTill({ key: signer.key, address: server.address }) };
};

/** Resolves once an update is on the disk. */
const withUpdate = async () => {
  const till = await withFeed();
  await till.desk.check();
  return till;
};

test('without an address no feed is asked', async () => {
  const { server } = await withFeed();
  const { desk } = openUpdatingTill({ key: signer.key, address: '' });
  await desk.check();
  expect(desk.state.stage).toBe('none');
  expect(server.asked).toEqual([]);
});

test('the feed is asked soon after the start, and again and again', async () => {
  const { server, desk, clock } = await withFeed();
  desk.start(null);
  await clock.pass(PACE.updates.firstCheck - 1);
  expect(server.asked).toEqual([]);
  await clock.pass(1);
  await vi.waitFor(() => expect(desk.state.stage).toBe('ready'));
  const soFar = server.asked.length;
  await desk.check();
  await clock.pass(PACE.updates.checks);
  await vi.waitFor(() => expect(server.asked.length).toBeGreaterThan(soFar + 1));
  desk.stop();
});

test('nothing is fetched while a customer pays; it continues afterwards', async () => {
  const { server, desk, work, changes } = await withFeed();
  work.now = { ...dayOpen, isCharging: true };
  const checked = desk.check();
  await vi.waitFor(() => expect(work.asked).toBe(1));
  await settle();
  expect(server.asked).not.toContain(offerOf('0.2.0').file);
  work.now = dayOpen;
  changes.emit('status');
  await checked;
  expect(desk.state.stage).toBe('ready');
  expect(server.asked).toContain(offerOf('0.2.0').file);
});

test('a fetch that a payment interrupts receives no byte meanwhile', async () => {
  const { server, desk, work, changes } = await withFeed();
  server.answer(offerOf('0.2.0').file, (request, response) => {
    endless(installerOf('0.2.0').subarray(0, 1_000))(request, response);
    work.asked = 0;
    work.now = { ...dayOpen, isCharging: true };
  });
  const checked = desk.check();
  await vi.waitFor(() => expect([work.now.isCharging, work.asked]).toEqual([true, 1]));
  await settle();
  expect(desk.fault).toBeNull();
  work.now = dayOpen;
  changes.emit('status');
  await checked;
  expect(desk.fault).toBe('update-file-changed');
});

test('an update never takes the disk’s last gibibyte, without which the till could not charge', async () => {
  const { server, desk, disk } = await withFeed();
  const { file, size } = offerOf('0.2.0');
  disk.free = PACE.health.lowDisk + size - 1;
  await desk.check();
  expect([desk.fault, desk.state.stage]).toEqual(['update-not-saved', 'offered']);
  expect(server.asked).not.toContain(file);
  disk.free += 1;
  await desk.check();
  expect([desk.fault, desk.state.stage]).toEqual([null, 'ready']);
});

test('before the installer runs, the journal is backed up and the change is recorded', async () => {
  const { desk, steps, journal, note, clock } = await withUpdate();
  expect(await afterShowing(clock, desk.installNow(asked))).toBeNull();
  expect(steps).toEqual(['backed up', 'recorded program-changed', 'ran 0.2.0', 'left']);
  expect(journal.lastRecord('program-changed')?.record).toEqual({
    type: 'program-changed',
    ...asked,
    from: '0.1.0',
    to: '0.2.0',
    how: 'update',
  });
  expect(note.read().begun).toEqual({ from: '0.1.0', to: '0.2.0', starts: 0 });
});

test.each([
  ['a customer is paying', { isCharging: true }, 'charging'],
  ['a payment or refund is unresolved', { unresolved: 1 }, 'unresolved'],
  ['a file is being exported', { isExporting: true }, 'exporting'],
] as const)('while %s nothing is installed, even if a manager asks for it', async (_, change, why) => {
  const { desk, steps, work } = await withUpdate();
  work.now = { ...dayClosed, ...change };
  expect(await desk.installNow(asked)).toBe(why);
  expect(steps).toEqual([]);
});

test('a refund that begins during the backup stops the update', async () => {
  const { desk, steps, work, clock, meanwhile } = await withUpdate();
  meanwhile.backingUp = () => (work.now = { ...work.now, unresolved: 1 });
  expect(await afterShowing(clock, desk.installNow(asked))).toBe('unresolved');
  expect(steps).toEqual(['backed up']);
});

test('a journal that cannot be backed up stops the update', async () => {
  const { desk, steps, outcomes } = await withUpdate();
  outcomes.backsUp = false;
  expect(await desk.installNow(asked)).toBe('update-backup-failed');
  expect(desk.fault).toBe('update-backup-failed');
  expect(steps).toEqual(['backed up']);
});

test('an update for the end of the day waits for it, and for what is unresolved then', async () => {
  const { desk, steps, work, changes, clock } = await withUpdate();
  expect(desk.installAfterClose(asked)).toBe(true);
  expect(desk.waitsForClose).toBe(true);
  work.now = { ...dayClosed, unresolved: 1 };
  changes.emit('status');
  await settle();
  expect(steps).toEqual(['recorded update-scheduled']);
  work.now = dayClosed;
  changes.emit('status');
  await vi.waitFor(async () => {
    await clock.pass(PACE.updates.shown);
    expect(steps.at(-1)).toBe('left');
  });
});

test('an update that waits for the end of the day is still wanted after a restart', async () => {
  const { desk, server, home, journal } = await withUpdate();
  desk.installAfterClose(asked);
  const again = openUpdatingTill({ key: signer.key, address: server.address }, home, journal);
  await again.desk.check();
  expect(again.desk.waitsForClose).toBe(true);
});

test('a newer update takes the place of the one that waits for the end of the day', async () => {
  const { desk, server, steps, work, changes, clock, journal } = await withUpdate();
  desk.installAfterClose(asked);
  server.release(signer.sign(offerOf('0.3.0')));
  await desk.check();
  expect([desk.waitsForClose, desk.state]).toMatchObject([true, { offer: { version: '0.3.0' } }]);
  work.now = dayClosed;
  changes.emit('status');
  await vi.waitFor(async () => {
    await clock.pass(PACE.updates.shown);
    expect(steps.slice(-2)).toEqual(['ran 0.3.0', 'left']);
  });
  expect(journal.lastRecord('program-changed')?.record).toMatchObject({ ...asked, to: '0.3.0' });
});

test('a request for a version that is not out yet installs no earlier one', async () => {
  const { desk, journal, note } = await withUpdate();
  journal.record({ type: 'update-scheduled', ...asked, version: '0.3.0' }, 1);
  note.write({ ...note.read(), wish: { version: '0.3.0', ...asked } });
  expect(desk.waitsForClose).toBe(false);
});

test('editing the note to ask for an update installs none in another person’s name', async () => {
  const { desk, steps, work, changes, note } = await withUpdate();
  note.write({ ...note.read(), wish: { version: '0.2.0', ...asked } });
  work.now = dayClosed;
  changes.emit('status');
  await settle();
  expect([desk.waitsForClose, steps]).toEqual([false, []]);
});

test('a request is attributed to the person the journal names, and is good for one update', async () => {
  const { desk, journal, note, clock, changes, work, outcomes, steps } = await withUpdate();
  desk.installAfterClose(asked);
  const eve = { id: 'eve', name: 'Eve', role: 'manager' } as const;
  note.write({ ...note.read(), wish: { version: '0.2.0', by: eve, approvedBy: eve } });
  outcomes.installs = false;
  work.now = dayClosed;
  changes.emit('status');
  await vi.waitFor(async () => {
    await clock.pass(PACE.updates.shown);
    expect(steps).toContain('ran 0.2.0');
  });
  await settle();
  expect(journal.records(['program-changed'], 0)[0]?.record).toMatchObject({ ...asked, how: 'update' });
  note.write({ ...note.read(), wish: { version: '0.2.0', by: eve, approvedBy: eve } });
  expect(desk.waitsForClose).toBe(false);
});

test('an update that nobody asked for is not installed when the day is closed', async () => {
  const { steps, work, changes } = await withUpdate();
  work.now = dayClosed;
  changes.emit('status');
  await settle();
  expect(steps).toEqual([]);
});

test('an installer that is already here is not fetched again after a restart', async () => {
  const { server, home } = await withUpdate();
  const fetched = (): number => server.asked.filter((name) => name === offerOf('0.2.0').file).length;
  expect(fetched()).toBe(1);
  const again = openUpdatingTill({ key: signer.key, address: server.address }, home);
  await again.desk.check();
  expect(again.desk.state.stage).toBe('ready');
  expect(fetched()).toBe(1);
});
