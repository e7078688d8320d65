/** A new computer, still in training, that gets a till's journal from the office before it has any settings. */
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { OutOfReach } from '#files/within-reach.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { restoredDraft } from '#sqlite/restore/restore-note.ts';
import { sell } from '../../sqlite/kit/new-journal.ts';
import { openJournal } from '../../sqlite/kit/open-journal.ts';
import { credential } from '../../support/office/fake-office.ts';
import { fresh, IDENTITY } from './ahead-kit.ts';
import { acting } from './office-kit.ts';

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

test('a till that is connected is not lost to another one, but a test till is still restored beside it', async () => {
  const { ahead, typed, places, asked, office } = fresh();
  places.live.vault.kept = credential;
  expect(await ahead.restore(typed, acting)).toEqual({ restored: false, why: 'connected-already' });
  expect([places.live.vault.kept, asked, office.restores]).toEqual([credential, ['test'], 0]);
  const beside = fresh('test');
  beside.places.live.vault.kept = credential;
  expect(await beside.ahead.restore(beside.typed, acting)).toEqual({ restored: true });
  expect(beside.places.live.vault.kept).toBe(credential);
});

test('a test till is restored onto a computer that has sold in live', async () => {
  const { ahead, typed, places } = fresh('test');
  const sold = openJournal(places.live.file);
  sell(sold, 'T1-1', 1);
  sold.close();
  expect(await ahead.restore(typed, acting)).toEqual({ restored: true });
});

test('a till whose credential no longer opens can be restored', async () => {
  const { ahead, typed, places } = fresh();
  places.live.vault.kept = 'unopened';
  expect(await ahead.restore(typed, acting)).toEqual({ restored: true });
});

test('while another program holds the credential no code is used, and what was begun stays so', async () => {
  const { ahead, typed, places, asked, office, warned, patiently } = fresh();
  office.partsLeft = 1;
  await patiently(ahead.restore(typed, acting));
  expect((await ahead.standing()).state).toBe('begun');
  const { vault } = places.live;
  const load = vault.load.bind(vault);
  vault.load = async () => Promise.reject(new OutOfReach('office', new Error('EBUSY')));
  const read = [await ahead.standing(), await ahead.standing()];
  expect([read.map(({ state }) => state), warned.length]).toEqual([['begun', 'begun'], 1]);
  asked.length = 0;
  expect(await ahead.restore(typed, acting)).toEqual({ restored: false, why: 'failed' });
  expect(await ahead.resume(acting)).toEqual({ restored: false, why: 'failed' });
  await expect(ahead.giveUp()).rejects.toThrow(OutOfReach);
  expect(asked).toEqual([]);
  vault.load = load;
  office.partsLeft = Infinity;
  expect(await ahead.resume(acting)).toEqual({ restored: true });
});

test('a journal that has taken its place is here although nothing has recorded it yet, and cannot be given up', async () => {
  const { ahead, begun, typed, places, isPrepared } = fresh();
  await ahead.restore(typed, acting);
  // As after a power cut between the two.
  rmSync(restoredDraft(places.live.file));
  const restarted = begun();
  expect(await restarted.standing()).toMatchObject({ state: 'here', till: { stationName: 'Till 2' } });
  expect(await restarted.resume(acting)).toEqual({ restored: true });
  expect(await restarted.giveUp()).toBe(false);
  expect([places.live.vault.kept, isPrepared('live')]).toEqual([expect.anything(), true]);
});

test('a till that was restored long ago is not given up because its note is lost', async () => {
  const { ahead, typed, places, office } = fresh();
  await ahead.restore(typed, acting);
  const { live } = places;
  for (const file of [restoredDraft(live.file), join(dirname(live.file), 'restore.json')]) rmSync(file);
  Object.assign(live, { own: IDENTITY, noted: null });
  expect(await ahead.giveUp()).toBe(false);
  expect(live.vault.kept).toMatchObject({ journal: { installation: IDENTITY } });
  expect(await ahead.resume(acting)).toEqual({ restored: true });
  expect([live.opened, office.restores]).toEqual([0, 1]);
});

test('a till that closes while the office looks at the code keeps what the office then gives', async () => {
  const { ahead, begun, typed, office } = fresh();
  const letIn = office.restore.bind(office);
  let look = (): void => undefined;
  const looked = new Promise<void>((resolve) => (look = resolve));
  let isAsked = false;
  office.restore = async (...given) => {
    isAsked = true;
    await looked;
    return letIn(...given);
  };
  office.partsLeft = 0;
  const restoring = ahead.restore(typed, acting);
  await expect.poll(() => isAsked).toBe(true);
  const stopping = ahead.stop();
  look();
  await stopping;
  expect(await restoring).toEqual({ restored: false, why: 'cut-off' });
  expect([office.partsLeft, (await begun().standing()).state]).toEqual([0, 'begun']);
});
