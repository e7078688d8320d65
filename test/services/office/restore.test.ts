/** A fresh till that replaces one that the office knows, and every way in which that can be interrupted. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { restoredDraft } from '#sqlite/restore/restore-note.ts';
import { acting, officeKit, tillState } from './office-kit.ts';

/** The journal of another computer at the office, and a fresh till for which the owner has made a code. */
const fresh = () => {
  const former = officeKit();
  former.journal.record({ type: 'installation-identified', identity: 'Q4ZK7M' }, 1);
  for (let sale = 1; sale <= 4; sale += 1) former.sellOne();
  const kit = officeKit(false);
  const { office } = kit;
  const batch = former.journal.rowsToPush(0, 500, Infinity)!;
  office.take({
    after: { sequence: 0, hash: '0'.repeat(64) },
    rows: [...batch.rows],
    upTo: batch.upTo,
    end: batch.upTo,
    state: tillState,
  });
  office.installation = 'Q4ZK7M';
  const isPrepared = (): boolean => existsSync(join(dirname(kit.file), 'restore.json'));
  /** Waits as long as it takes, while the office is asked repeatedly. */
  const patiently = async <T>(work: Promise<T>): Promise<T> => {
    await kit.clock.pass(600_000);
    return work;
  };
  onTestFinished(async () => kit.desk.stop());
  return { ...kit, isPrepared, patiently };
};

test('the whole journal comes in parts, and takes the place of this one at the next opening only', async () => {
  const { desk, typed, vault, note, office, journal, isPrepared } = fresh();
  await desk.start();
  expect(desk.standing.restore).toBe('offered');
  expect(await desk.restore(typed, acting)).toEqual({ restored: true });
  expect(isPrepared()).toBe(true);
  expect(vault.kept).toMatchObject({ journal: { installation: 'Q4ZK7M', end: office.last } });
  expect(note.read()).toMatchObject({ cursor: office.last });
  expect(journal.lastPaymentNumber()).toBe(0);
  expect(office.pushes).toEqual([]);
});

test('a line that is cut leaves the till as it was, and it goes on after a restart without another code', async () => {
  const { desk, openDesk, typed, office, file, isPrepared, patiently } = fresh();
  office.partsLeft = 1;
  expect(await patiently(desk.restore(typed, acting))).toEqual({ restored: false, why: 'cut-off' });
  expect([isPrepared(), existsSync(restoredDraft(file)), existsSync(`${restoredDraft(file)}.new`)]).toEqual([
    false,
    false,
    false,
  ]);
  office.partsLeft = Infinity;
  const restarted = openDesk();
  await restarted.start();
  expect(restarted.standing).toMatchObject({ restore: 'begun', connected: null });
  // A push of this till's own rows under the other's name would be a fork.
  expect(office.pushes).toEqual([]);
  expect(await restarted.resume(acting)).toEqual({ restored: true });
  expect([isPrepared(), office.restores]).toEqual([true, 1]);
});

test('a till that has payments replaces no other, and its code stays valid', async () => {
  const { desk, typed, office, sellOne, isPrepared } = fresh();
  await desk.start();
  sellOne();
  expect(desk.standing.restore).toBeNull();
  expect(await desk.restore(typed, acting)).toEqual({ restored: false, why: 'has-payments' });
  expect([office.restores, isPrepared()]).toEqual([0, false]);
});

test.each([
  ['a row was changed', (rows: unknown[]) => rows.splice(3, 1, [1, 'T1-9', 'closed', '{}'])],
  ['its last rows are gone', (rows: unknown[]) => rows.splice(-2)],
  ['it has none', (rows: unknown[]) => rows.splice(0)],
])('nothing is restored from an office where %s', async (_, spoil) => {
  const { desk, typed, office, isPrepared } = fresh();
  spoil(office.rows);
  expect(await desk.restore(typed, acting)).toEqual({ restored: false, why: 'unsound' });
  expect(isPrepared()).toBe(false);
});

test('a journal of another installation than the office says is not taken', async () => {
  const { desk, typed, office, isPrepared } = fresh();
  office.installation = 'BBBBBB';
  expect(await desk.restore(typed, acting)).toEqual({ restored: false, why: 'unsound' });
  expect(isPrepared()).toBe(false);
});

test('a credential that was revoked meanwhile ends it, and the till can be connected as a new one', async () => {
  const { desk, typed, office, vault } = fresh();
  office.refuses = 'revoked';
  expect(await desk.restore(typed, acting)).toEqual({ restored: false, why: 'revoked' });
  expect([vault.kept, desk.standing.restore]).toEqual([null, 'offered']);
  office.refuses = null;
  office.rows = [];
  office.heads = [];
  expect(await desk.connect(typed, acting)).toEqual({ connected: true });
});

test('giving up a restore leaves the till as it was', async () => {
  const { desk, typed, office, vault, patiently } = fresh();
  office.partsLeft = 0;
  await patiently(desk.restore(typed, acting));
  expect(desk.standing.restore).toBe('begun');
  expect(await desk.disconnect(acting)).toBe(true);
  expect([desk.standing.restore, vault.kept]).toEqual(['offered', null]);
  expect(await desk.resume(acting)).toEqual({ restored: false, why: 'nothing-begun' });
});

test('a row that is longer than this version takes is named, and what was begun waits for another version', async () => {
  const { desk, typed, office, isPrepared } = fresh();
  office.isTooLong = true;
  expect(await desk.restore(typed, acting)).toEqual({ restored: false, why: 'too-long' });
  expect([desk.standing.restore, isPrepared()]).toEqual(['begun', false]);
  office.isTooLong = false;
  expect(await desk.resume(acting)).toEqual({ restored: true });
});

test.each([
  ['announces more rows than fit on the disk', Number.MAX_SAFE_INTEGER, ''],
  ['sends rows that are far longer than they were announced', 10_000, 'x'.repeat(1_000_000)],
])('an office that %s fills it no further, and the till says so', async (_, sequence, detail) => {
  const { desk, typed, office, disk, file, isPrepared } = fresh();
  let asked = 0;
  disk.free = 100 * 1024 ** 2;
  office.heads = [{ sequence, hash: 'a'.repeat(64) }];
  const open = office.open.bind(office);
  office.open = () => ({
    ...open(),
    rows: async () => {
      asked += 1;
      if (asked > 50) return Promise.resolve({ kind: 'too-long' });
      const row = [1, 'house', 'exported', JSON.stringify({ detail })] as const;
      return Promise.resolve({ kind: 'ok', value: { rows: [[...row]] } });
    },
  });
  expect(await desk.restore(typed, acting)).toEqual({ restored: false, why: 'no-room' });
  expect(asked).toBeLessThan(20);
  expect(asked > 0).toBe(detail !== '');
  expect([desk.standing.restore, isPrepared(), existsSync(`${restoredDraft(file)}.new`)]).toEqual([
    'begun',
    false,
    false,
  ]);
});

test('a journal that fits comes once there is room', async () => {
  const { desk, typed, disk, isPrepared } = fresh();
  disk.free = 1024;
  expect(await desk.restore(typed, acting)).toEqual({ restored: false, why: 'no-room' });
  disk.free = 1024 ** 3;
  expect(await desk.resume(acting)).toEqual({ restored: true });
  expect(isPrepared()).toBe(true);
});

test('people see how many rows have come, then that these are checked, and then nothing more of it', async () => {
  const { desk, typed, office } = fresh();
  const seen: unknown[] = [];
  const open = office.open.bind(office);
  office.open = () => {
    const line = open();
    return {
      ...line,
      rows: async (after) => {
        seen.push(desk.standing.progress);
        return line.rows(after);
      },
    };
  };
  const total = office.rows.length;
  const restoring = desk.restore(typed, acting);
  // The check pauses between its slices, so that a page that polls sees it.
  for (let looks = 0; looks < 10_000 && desk.standing.progress?.stage !== 'checking'; looks += 1)
    await new Promise(setImmediate);
  expect(desk.standing.progress).toEqual({ stage: 'checking', done: 0, total });
  expect(await restoring).toEqual({ restored: true });
  expect(seen).toEqual([0, 5, 10].map((done) => ({ stage: 'coming', done, total })));
  expect(desk.standing.progress).toBeNull();
});

test('a till that closes waits neither for the office nor for the next try', async () => {
  const { desk, typed, office, openDesk, isPrepared } = fresh();
  office.partsLeft = 1;
  const restoring = desk.restore(typed, acting);
  await vi.waitUntil(() => office.partsLeft < 0);
  await desk.stop();
  expect(await restoring).toEqual({ restored: false, why: 'cut-off' });
  expect(isPrepared()).toBe(false);
  office.partsLeft = Infinity;
  const restarted = openDesk();
  await restarted.start();
  expect(await restarted.resume(acting)).toEqual({ restored: true });
});
