/** A new computer, still in training, that gets a till's journal from the office before it has any settings. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Enrolment } from '#domain/office/enrolment.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { RestoreEnvironment } from '#services/office/restore-ahead.ts';
import { RestoreAhead } from '#services/office/restore-ahead.ts';
import { TillRestore } from '#services/office/till-restore.ts';
import { newTillState } from '#services/office/till-state.ts';
import { journalDraft } from '#sqlite/care/journal-draft.ts';
import { restoredShop } from '#sqlite/care/restored-shop.ts';
import { restoredDraft, restoreNote } from '#sqlite/restore/restore-note.ts';
import { worker } from '../../sqlite/kit/journal-worker.ts';
import { newJournalFile } from '../../sqlite/kit/new-journal.ts';
import { openJournal } from '../../sqlite/kit/open-journal.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { memoryNote, memoryOfficeVault } from '../../support/office/memory-office.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';
import { acting, officeKit, tillState } from './office-kit.ts';

const IDENTITY = 'Q4ZK7M';

/** An office that has a till of an environment, and a new computer with an empty journal for each of them. */
const fresh = (of: RestoreEnvironment = 'live') => {
  const former = officeKit();
  former.journal.record({ type: 'installation-identified', identity: IDENTITY }, 1);
  for (let sale = 1; sale <= 4; sale += 1) former.sellOne();
  const { clock, typed, changes } = former;
  const { office } = officeKit(false);
  const batch = former.journal.rowsToPush(0, 500, Infinity)!;
  const after = { sequence: 0, hash: '0'.repeat(64) };
  office.take({ after, rows: [...batch.rows], upTo: batch.upTo, end: batch.upTo, state: tillState });
  office.installation = IDENTITY;
  const letIn = office.restore.bind(office);
  const asked: string[] = [];
  office.restore = async (address: string, enrolment: Enrolment) => {
    asked.push(enrolment.state.environment);
    return enrolment.state.environment === of
      ? letIn(address, enrolment)
      : Promise.resolve({ kind: 'refused', refused: 'other-environment' });
  };
  const disk: { free: number | null } = { free: null };
  const places = {
    live: { file: newJournalFile(), vault: memoryOfficeVault(), opened: 0 },
    test: { file: newJournalFile(), vault: memoryOfficeVault(), opened: 0 },
  };
  const openOf = (environment: RestoreEnvironment) => () => {
    const { file, vault } = places[environment];
    places[environment].opened += 1;
    const journal = openJournal(file);
    const restore = new TillRestore({
      clock,
      ids: countingIds(),
      log: { ...silentLog, hide: () => undefined },
      journal,
      note: memoryNote(),
      changes,
      offices: office,
      vault,
      identity: 'AAAAAA',
      care: {
        draft: () =>
          journalDraft({ file, anchor: newAnchor(), worker, freeBytes: () => disk.free }, () => clock.now()),
      },
      tillState: () => newTillState('1.0.0', environment),
    });
    return {
      restore,
      close: async () => {
        places[environment].opened -= 1;
        journal.close();
        return Promise.resolve();
      },
    };
  };
  /** As after a start of the program. */
  const begun = (): RestoreAhead =>
    new RestoreAhead({
      log: silentLog,
      changes,
      place: (environment) => {
        const { file, vault } = places[environment];
        return {
          vault,
          identity: () => 'AAAAAA',
          hasJournalOf: (station) =>
            existsSync(restoredDraft(file)) && restoreNote(file).read()?.office?.station === station,
          shop: () => restoredShop(restoredDraft(file)),
          open: openOf(environment),
          forget: () => restoreNote(file).drop(),
        };
      },
    });
  const ahead = begun();
  onTestFinished(async () => ahead.stop());
  const isPrepared = (environment: RestoreEnvironment): boolean =>
    existsSync(join(dirname(places[environment].file), 'restore.json'));
  const patiently = async <T>(work: Promise<T>): Promise<T> => {
    await clock.pass(600_000);
    return work;
  };
  return { ahead, begun, office, typed, places, asked, disk, isPrepared, patiently };
};

test('the journal comes at once, and what it knows of the shop with it, while no environment is open', async () => {
  const { ahead, typed, places, office, isPrepared } = fresh();
  expect(await ahead.standing()).toEqual({ state: 'offered', progress: null, till: null, shop: null });
  expect(await ahead.restore(typed, acting)).toEqual({ restored: true });
  expect(await ahead.standing()).toMatchObject({
    state: 'here',
    till: {
      environment: 'live',
      storeName: 'Garden Café',
      stationName: 'Till 2',
      rows: office.last.sequence,
    },
    shop: { environment: 'test', siteId: '1000', terminal: trainingTerminal, days: null },
  });
  expect([isPrepared('live'), isPrepared('test')]).toEqual([true, false]);
  expect([places.live.opened, places.test.opened]).toEqual([0, 0]);
});

test('a till of tests is found without asking the owner which it is', async () => {
  const { ahead, typed, asked, isPrepared } = fresh('test');
  expect(await ahead.restore(typed, acting)).toEqual({ restored: true });
  expect(asked).toEqual(['live', 'test']);
  expect((await ahead.standing()).till).toMatchObject({ environment: 'test' });
  expect([isPrepared('live'), isPrepared('test')]).toEqual([false, true]);
});

test('a wrong code changes nothing, and the right one is taken then', async () => {
  const { ahead, typed } = fresh();
  expect(await ahead.restore({ ...typed, code: 'K7M2-9QXT-4E' }, acting)).toEqual({
    restored: false,
    why: 'unknown-code',
  });
  expect(await ahead.restore({ ...typed, code: 'K7M2' }, acting)).toMatchObject({ why: 'malformed-code' });
  expect((await ahead.standing()).state).toBe('offered');
  expect(await ahead.restore(typed, acting)).toEqual({ restored: true });
});

test('power that fails once the office has agreed costs no code: the next start goes on', async () => {
  const { ahead, begun, typed, office, isPrepared, patiently } = fresh();
  office.partsLeft = 1;
  expect(await patiently(ahead.restore(typed, acting))).toEqual({ restored: false, why: 'cut-off' });
  office.partsLeft = Infinity;
  const restarted = begun();
  expect(await restarted.standing()).toMatchObject({ state: 'begun', shop: null });
  expect(isPrepared('live')).toBe(false);
  expect(await restarted.resume(acting)).toEqual({ restored: true });
  expect([office.restores, (await restarted.standing()).state]).toEqual([1, 'here']);
  // Again, as after a second click: it is here.
  expect(await begun().resume(acting)).toEqual({ restored: true });
});

test('a journal for which there is no room comes once there is', async () => {
  const { ahead, typed, disk } = fresh();
  disk.free = 1024;
  expect(await ahead.restore(typed, acting)).toEqual({ restored: false, why: 'no-room' });
  expect((await ahead.standing()).state).toBe('begun');
  disk.free = null;
  expect(await ahead.resume(acting)).toEqual({ restored: true });
});

test('a journal that cannot be opened is a failure of the disk, and nothing else ends', async () => {
  const { ahead, typed, places } = fresh();
  // A file where the folder should be.
  writeFileSync(dirname(places.live.file), '');
  expect(await ahead.restore(typed, acting)).toEqual({ restored: false, why: 'failed' });
  expect((await ahead.standing()).state).toBe('offered');
});

test('giving up makes it a new computer again, whether the journal is here or not', async () => {
  const { ahead, typed, places, isPrepared } = fresh();
  expect(await ahead.giveUp()).toBe(false);
  await ahead.restore(typed, acting);
  expect(await ahead.giveUp()).toBe(true);
  expect([places.live.vault.kept, isPrepared('live')]).toEqual([null, false]);
  expect((await ahead.standing()).state).toBe('offered');
});

test('a second code is not taken while a till is being restored', async () => {
  const { ahead, typed, office } = fresh();
  await ahead.restore(typed, acting);
  expect(await ahead.restore(typed, acting)).toEqual({ restored: false, why: 'connected-already' });
  expect(office.restores).toBe(1);
});

test('a till that closes does not wait for the office', async () => {
  const { ahead, begun, typed, office } = fresh();
  office.partsLeft = 1;
  const restoring = ahead.restore(typed, acting);
  await expect.poll(() => office.partsLeft).toBeLessThan(0);
  await ahead.stop();
  expect(await restoring).toEqual({ restored: false, why: 'cut-off' });
  expect((await begun().standing()).state).toBe('begun');
});
