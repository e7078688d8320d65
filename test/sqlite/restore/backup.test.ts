import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scheduleBackups } from '#sqlite/care/backup-scheduler.ts';
import { backUp, backupsIn, removeOldBackups } from '#sqlite/restore/backup.ts';
import { timeOf } from '#sqlite/file/stamped-name.ts';
import { hashesSignedBy, readCheckpoints } from '#sqlite/check/checkpoints.ts';
import { verify } from '#sqlite/check/verify.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { NOON, openForTest, sell } from '../kit/new-journal.ts';
import { worker } from '../kit/journal-worker.ts';
import { newShop, openShop, PaperLog, sellMany } from '../kit/shop-journal.ts';

const MINUTE = 60_000;
const MIB = 1024 * 1024;

const selling = (at = NOON) => {
  const shop = newShop();
  const clock = new HandClock(at);
  const log = new PaperLog();
  const journal = openForTest(shop.file);
  let busy = false;
  let free: number | null = null;
  const folder = shop.backupsFolder;
  const isBusy = (): boolean => busy;
  const freeBytes = (): number | null => free;
  const scheduler = scheduleBackups({ ...shop, worker, journal, folder, clock, log, isBusy, freeBytes });
  const make = async (at: number): Promise<void> => {
    await backUp(journal, folder, shop.checkpoints, at);
    await removeOldBackups(folder, at);
  };
  const names = () => (existsSync(folder) ? readdirSync(folder).sort() : []);
  return {
    ...{ ...shop, clock, log, journal, scheduler, names, make },
    setBusy: (to: boolean) => void (busy = to),
    setFree: (to: number) => void (free = to),
  };
};

describe('a backup', () => {
  test('is a sound copy of the journal at one moment, in one file that only its owner can read', async () => {
    const { journal, backupsFolder, checkpoints } = selling();
    sellMany(journal, 1, 30);
    checkpoints.sign(journal.head(), NOON);
    const backup = await backUp(journal, backupsFolder, checkpoints, NOON);
    sellMany(journal, 31, 1);
    expect(readdirSync(dirname(backup))).toEqual(['journal-20261123T120000Z.db']);
    expect(statSync(backup).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    expect(verify(backup, checkpoints.signed())).toMatchObject({ ok: true, events: 90, payments: 30 });
  });

  test('has everything that was sold while it was being made', async () => {
    const { journal, backupsFolder, checkpoints } = selling();
    sellMany(journal, 1, 300);
    const making = backUp(journal, backupsFolder, checkpoints, NOON);
    sellMany(journal, 301, 20);
    checkpoints.sign(journal.head(), NOON);
    const backup = await making;
    expect(verify(backup, checkpoints.signed())).toMatchObject({ ok: true, payments: 320 });
  });

  test('is made every quarter of an hour if something was sold', async () => {
    const { clock, journal, names } = selling();
    sell(journal, 'T1-1');
    await clock.pass(14 * MINUTE);
    expect(names()).toEqual([]);
    await clock.pass(MINUTE);
    await expect.poll(names).toEqual(['journal-20261123T121500Z.db']);
    await clock.pass(60 * MINUTE);
    expect(names()).toHaveLength(1);
    sell(journal, 'T1-2');
    await clock.pass(15 * MINUTE);
    await expect.poll(names).toEqual(['journal-20261123T121500Z.db', 'journal-20261123T133000Z.db']);
  });

  test('waits while a payment is in progress', async () => {
    const { clock, journal, names, setBusy } = selling();
    sell(journal, 'T1-1');
    setBusy(true);
    await clock.pass(20 * MINUTE);
    expect(names()).toEqual([]);
    setBusy(false);
    await clock.pass(MINUTE);
    await expect.poll(names).toEqual(['journal-20261123T122100Z.db']);
  });

  test('does not wait for ever for a payment that does not end', async () => {
    const { clock, journal, names, setBusy } = selling();
    sell(journal, 'T1-1');
    setBusy(true);
    await clock.pass(30 * MINUTE);
    await expect.poll(names).toEqual(['journal-20261123T123000Z.db']);
  });

  test('of each day of the past week is kept, so that a fault found late is not in all of them', async () => {
    const { journal, names, make } = selling();
    for (let day = 0; day < 10; day += 1) {
      for (const hour of [0, 1, 2, 3]) {
        sell(journal, `T1-${day}-${hour}`);
        await make(NOON + (day * 24 + hour) * 60 * MINUTE);
      }
    }
    const daysOf = names().map((name) => name.slice('journal-202611'.length, 'journal-20261123'.length));
    expect(daysOf).toHaveLength(14);
    expect([...new Set(daysOf)]).toEqual(['25', '26', '27', '28', '29', '30', '01', '02']);
    expect(names().at(-1)).toBe('journal-20261202T150000Z.db');
  });

  test('is made at the close, and not again if nothing was sold since', async () => {
    const { clock, journal, scheduler, names } = selling();
    sell(journal, 'T1-1');
    await scheduler.close();
    expect(names()).toEqual(['journal-20261123T120000Z.db']);
    await clock.pass(30 * MINUTE);
    await scheduler.close();
    expect(names()).toHaveLength(1);
  });

  test('that cannot be made is logged and leaves the older ones alone', async () => {
    const { clock, journal, scheduler, names, log, backupsFolder } = selling();
    sell(journal, 'T1-1');
    await scheduler.backUpNow();
    const before = names();
    sell(journal, 'T1-2');
    writeFileSync(join(backupsFolder, 'journal.db.new-wal'), 'left by a power cut');
    await clock.pass(MINUTE);
    await scheduler.backUpNow();
    expect(names()).toHaveLength(before.length + 1);
    rmSync(backupsFolder, { recursive: true });
    writeFileSync(backupsFolder, 'in the way');
    await scheduler.backUpNow();
    expect(log.lines.at(-1)).toBe('the journal could not be backed up');
  });

  test('is not begun on a disk that it would fill, which the next payment needs', async () => {
    const { journal, scheduler, names, log, setFree } = selling();
    sell(journal, 'T1-1');
    setFree(64 * MIB);
    expect(await scheduler.backUpNow()).toBe(false);
    expect([names(), log.lines.at(-1)]).toEqual([[], 'the journal could not be backed up']);
    setFree(65 * MIB);
    expect(await scheduler.backUpNow()).toBe(true);
    expect(names()).toHaveLength(1);
  });

  test('is made although an old one, which another program has open, cannot be removed', async () => {
    const { journal, scheduler, log, make, backupsFolder, names } = selling();
    for (let minute = 14; minute > 0; minute -= 1) {
      sell(journal, `T1-${minute}`);
      await make(NOON - minute * MINUTE);
    }
    // A folder is not removed either.
    mkdirSync(join(backupsFolder, 'journal-20261123T000000Z.db'));
    sell(journal, 'T1-15');
    expect(await scheduler.backUpNow()).toBe(true);
    expect(names()).toContain('journal-20261123T120000Z.db');
    expect(log.lines).toEqual(['journal backed up', 'an old backup could not be removed']);
  });

  const YEAR = 365 * 24 * 60 * MINUTE;

  test.each([
    ['ahead', NOON + YEAR, NOON],
    ['behind', NOON, NOON - 6 * YEAR],
  ])(
    'is the newest, kept and recovered from, although older ones are dated later: the clock was or is wrong (%s)',
    async (_which, before, at) => {
      const shop = selling(at);
      const { journal, make, scheduler, log, backupsFolder } = shop;
      for (let day = 0; day < 15; day += 1) {
        sell(journal, `T1-${day}`);
        await make(before + day * 24 * 60 * MINUTE);
      }
      sell(journal, 'T1-newest');
      expect(await scheduler.backUpNow()).toBe(true);
      expect(await scheduler.backUpNow()).toBe(true);
      expect(log.lines).toEqual(['journal backed up']);
      const [newest = ''] = backupsIn(backupsFolder, at);
      expect(timeOf(newest)).toBe(at);
      journal.close();
      rmSync(shop.file);
      expect(openShop(shop, false, at).recovered).toMatchObject({ from: newest, lastSequence: 48 });
    },
  );
});

test('of twenty backups fourteen are kept, and each can be recovered from', async () => {
  const shop = selling();
  for (let number = 1; number <= 20; number += 1) {
    sellMany(shop.journal, number, 1);
    await shop.make(NOON + number * MINUTE);
    if (number % 5 === 0) shop.checkpoints.sign(shop.journal.head(), NOON);
  }
  shop.journal.close();
  const backups = backupsIn(shop.backupsFolder, NOON + 20 * MINUTE);
  expect(backups).toHaveLength(14);
  for (const [index, backup] of backups.entries()) {
    const payments = 20 - index;
    rmSync(shop.file, { force: true });
    const { journal, recovered } = openShop(shop, false, NOON + 20 * MINUTE);
    expect(recovered).toMatchObject({ quarantined: null, from: backup, lastSequence: payments * 3 });
    expect(recovered?.lastAt).toBe(NOON + payments * MINUTE + 2_000);
    sell(journal, `after-${payments}`);
    journal.close();
    const { good } = readCheckpoints(join(shop.folder, 'checkpoints'));
    expect(verify(shop.file, hashesSignedBy(good))).toMatchObject({ ok: true, payments: payments + 1 });
    rmSync(backup);
  }
});
