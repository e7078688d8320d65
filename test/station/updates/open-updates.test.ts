/** When a till may be updated, judged by its station. */
import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { Changes } from '#services/changes.ts';
import type { Station } from '#station/station.ts';
import { openUpdateDesk, startUpdates } from '#station/updates/open-updates.ts';
import { makeSigner, offerOf, openFeedServer } from '../../electron/update/feed-server.ts';
import { openUpdatingTill } from '../../electron/update/update-kit.ts';
import { HandClock, settle } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const asked = { by: chen, approvedBy: chen };
const signer = makeSigner();

/** A till with an update on its disk, and a station that the test controls. */
const till = async ({ feed = '', bench = null }: { feed?: string; bench?: object | null } = {}) => {
  const server = await openFeedServer();
  server.release(signer.sign(offerOf('0.2.0')));
  const { installers, runner, note } = openUpdatingTill({ key: signer.key, address: server.address });
  const clock = new HandClock();
  const journal = new MemoryJournal();
  const begun: string[] = [];
  const now: {
    current: Pick<Payment, 'state'> | null;
    unfinished: number;
    refunds: Pick<Refund, 'state'>[];
    exports: string;
  } = { current: null, unfinished: 0, refunds: [], exports: 'idle' };
  const station = {
    payments: {
      get current() {
        return now.current;
      },
      tracker: {
        get everyUnfinished() {
          return Array.from({ length: now.unfinished });
        },
      },
    },
    exports: {
      get status() {
        return { state: now.exports };
      },
    },
    journal: {
      lastRecord: journal.lastRecord.bind(journal),
      lastPlace: journal.lastPlace.bind(journal),
      record: journal.record.bind(journal),
      unfinishedRefunds: () => now.refunds,
    },
    journalCare: { backUpNow: async () => Promise.resolve(true) },
    identity: { installation: 'K7QW2M' },
  } as unknown as Station;
  const updates = {
    ...{ canInstall: true, running: '0.1.0', platform: 'linux', arch: 'x64' },
    ...{ installers, runner, note },
    feed: {
      read: async () => Promise.resolve({ kind: 'offer', signed: signer.sign(offerOf('0.2.0')) } as const),
    },
  };
  const ports = {
    ...{ updates, bench, clock, ids: countingIds(), log: silentLog, changes: new Changes(silentLog) },
    station: () => station,
    settingsStore: {
      current: { updateFeed: feed || server.address },
      exclusively: async <Result>(work: () => Promise<Result>) => {
        begun.push('alone');
        return work();
      },
    },
  };
  const desk = openUpdateDesk(ports);
  await desk.check();
  return { desk, now, clock, journal, station, begun, note, ports };
};

test('the till looks where its settings say, but never on a bench, nor by plain http elsewhere', async () => {
  expect((await till()).desk.state.stage).toBe('ready');
  expect((await till({ bench: {} })).desk.isOn).toBe(false);
  expect((await till({ feed: 'http://evil.example' })).desk.isOn).toBe(false);
});

test('a payment in progress prevents it', async () => {
  const { desk, now } = await till();
  now.current = { state: 'open' };
  expect(await desk.installNow(asked)).toBe('charging');
});

test.each(['sending', 'unknown'] as const)('a refund that is %s prevents it', async (state) => {
  const { desk, now } = await till();
  now.refunds = [{ state }];
  expect(await desk.installNow(asked)).toBe('unresolved');
});

test('a refund that the gateway has accepted does not: it may take days, and is asked about again afterwards', async () => {
  const { desk, now, begun } = await till();
  now.refunds = [{ state: 'requested' }];
  desk.installAfterClose(asked);
  await settle();
  expect(begun).toEqual(['alone']);
});

test('a parked payment prevents it', async () => {
  const { desk, now } = await till();
  now.unfinished = 1;
  expect(await desk.installNow(asked)).toBe('unresolved');
});

test('an export that is being written prevents it, even if a manager asks for it: it would never be finished', async () => {
  const { desk, now } = await till();
  now.exports = 'running';
  expect(await desk.installNow(asked)).toBe('exporting');
});

/** Whether an update for the end of the day starts now. */
const beginsNow = async ({ desk, begun }: Awaited<ReturnType<typeof till>>): Promise<boolean> => {
  desk.look();
  await settle();
  return begun.length > 0;
};

test('the day’s end is the Z, a while after it, with no shift opened since and no export running', async () => {
  const shop = await till();
  const { journal, clock, desk, now } = shop;
  journal.record({ type: 'shift-opened', number: 1, by: chen }, clock.now());
  desk.installAfterClose(asked);
  expect(await beginsNow(shop)).toBe(false);
  const z = { type: 'day-closed' } as unknown as Parameters<MemoryJournal['record']>[0];
  journal.record(z, clock.now());
  expect(await beginsNow(shop)).toBe(false);
  now.exports = 'running';
  await clock.pass(PACE.updates.afterClose);
  expect(await beginsNow(shop)).toBe(false);
  now.exports = 'idle';
  await clock.pass(PACE.updates.looks);
  expect(shop.begun).toEqual(['alone']);
});

test('a start of the new version that got here is noted, and said if it was rolled back', async () => {
  const { ports, desk, note, journal, station } = await till();
  const update = { from: '0.1.0', to: '0.2.0', how: 'update' } as const;
  journal.record({ type: 'program-changed', ...asked, ...update }, 1);
  note.write({ ...note.read(), untold: { how: 'rolled-back', from: '0.2.0', to: '0.1.0' } });
  startUpdates(ports, desk, station.journal);
  expect(desk.fault).toBe('update-rolled-back');
  expect(journal.lastRecord('program-changed')?.record).toMatchObject({ how: 'rolled-back' });
});
