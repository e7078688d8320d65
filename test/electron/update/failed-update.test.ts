/** What becomes of an update that the journal says has begun, and that is not installed. */
import { expect, test } from 'vitest';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { countStart, reachFirstScreen } from '#services/update/first-screen.ts';
import { silentLog } from '../../support/station-kit.ts';
import { makeSigner, offerOf, openFeedServer } from './feed-server.ts';
import { afterShowing, openUpdatingTill } from './update-kit.ts';

const signer = makeSigner();
const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const asked = { by: chen, approvedBy: chen };

/** Resolves once an update is on the disk. */
const withUpdate = async () => {
  const server = await openFeedServer();
  server.release(signer.sign(offerOf('0.2.0')));
  const till = openUpdatingTill({ key: signer.key, address: server.address });
  await till.desk.check();
  return till;
};

test('an installer that fails is recorded, and the till goes on as the version it was', async () => {
  const { desk, steps, outcomes, journal, note, clock } = await withUpdate();
  outcomes.installs = false;
  expect(await afterShowing(clock, desk.installNow(asked))).toBe('update-not-installed');
  expect(steps).not.toContain('left');
  expect(desk.state.stage).toBe('ready');
  expect(note.read().begun).toBeNull();
  expect(journal.lastRecord('program-changed')?.record).toMatchObject({
    from: '0.2.0',
    to: '0.1.0',
    how: 'update-failed',
  });
});

test('a failed update that the disk refuses to record is recorded at the next start, and may be tried again', async () => {
  const { desk, journal, note, clock, installers, runner } = await withUpdate();
  const record = journal.record.bind(journal);
  runner.run = () => {
    journal.record = () => {
      throw new DiskFailed('full');
    };
    return Promise.resolve(false);
  };
  expect(await afterShowing(clock, desk.installNow(asked))).toBe('update-not-installed');
  expect(desk.state.stage).toBe('ready');
  journal.record = record;
  const isBegun = () => Promise.resolve(true);
  await countStart({ note, installers, runner, running: '0.1.0', isBegun, log: silentLog });
  expect(reachFirstScreen({ note, running: '0.1.0' }, journal, clock)).toBe('update-not-installed');
  expect(journal.lastRecord('program-changed')?.record).toMatchObject({ how: 'update-failed' });
});

test.each([
  ['the note cannot be written', 'note'],
  ['the installer cannot be started', 'runner'],
] as const)('an update that has begun is recorded as failed if %s', async (_, what) => {
  const { desk, journal, note, runner, clock } = await withUpdate();
  const fail = (): never => {
    throw new Error('EIO');
  };
  const write = note.write.bind(note);
  if (what === 'note') note.write = (noted) => (noted.begun ? fail() : write(noted));
  else runner.run = fail;
  await expect(afterShowing(clock, desk.installNow(asked))).rejects.toThrow('EIO');
  expect(desk.state.stage).toBe('ready');
  expect(journal.lastRecord('program-changed')?.record).toMatchObject({ how: 'update-failed' });
});
