/** What is checked of a backup before it is noted that it replaces the journal. */
import { copyFileSync, existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { prepareRestore } from '#sqlite/care/prepare-restore.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { restoredDraft } from '#sqlite/restore/restore-note.ts';
import { keep } from '../kit/crash.ts';
import { worker } from '../kit/journal-worker.ts';
import { NOON, openForTest } from '../kit/new-journal.ts';
import { newShop, spoilRow, tradedShop } from '../kit/shop-journal.ts';
import { silentLog } from '../../support/station-kit.ts';
import { acting, backedUpTill, backupsOf, identify, mayRestore, salesIn } from './restore-kit.ts';

describe('refused, and the journal stays as it is:', () => {
  const prepareIn = async (opened: ReturnType<typeof keep>, backup: string) => {
    const refusal = await opened.kept.care.prepareRestore(backup, acting, mayRestore);
    expect(salesIn(opened)).toBe(4);
    expect(existsSync(join(opened.shop.folder, 'restore.json'))).toBe(false);
    expect(existsSync(restoredDraft(opened.shop.file))).toBe(false);
    return refusal;
  };

  test('a backup with a changed row', async () => {
    const till = await backedUpTill();
    spoilRow(join(till.shop.backupsFolder, till.backup), 3);
    expect(await prepareIn(till, till.backup)).toBe('unusable');
  });

  test('a backup that is cut short', async () => {
    const till = await backedUpTill();
    truncateSync(join(till.shop.backupsFolder, till.backup), 5_000);
    expect(await prepareIn(till, till.backup)).toBe('unusable');
  });

  test('a backup of another till', async () => {
    const till = await backedUpTill();
    const other = keep(newShop());
    identify(other, 'ZZZZZZ');
    await other.kept.close();
    const [theirs = ''] = backupsOf(other.shop);
    copyFileSync(
      join(other.shop.backupsFolder, theirs),
      join(till.shop.backupsFolder, 'journal-20261122T120000Z.db'),
    );
    expect(await prepareIn(till, 'journal-20261122T120000Z.db')).toBe('elsewhere');
  });

  test('a backup of a newer version of the till', async () => {
    const till = await backedUpTill();
    const newer = new Database(join(till.shop.backupsFolder, till.backup));
    newer.pragma('user_version = 9990');
    newer.close();
    expect(await prepareIn(till, till.backup)).toBe('unusable');
  });

  test.each([
    ['a text', 'Shopping list: tea, milk'],
    ['an empty file', ''],
  ])('%s under the name of a backup', async (_, content) => {
    const till = await backedUpTill();
    writeFileSync(join(till.shop.backupsFolder, till.backup), content);
    expect(await prepareIn(till, till.backup)).toBe('unusable');
  });

  test('a folder under the name of a backup', async () => {
    const till = await backedUpTill();
    mkdirSync(join(till.shop.backupsFolder, 'journal-20261122T120000Z.db'));
    expect(await prepareIn(till, 'journal-20261122T120000Z.db')).toBe('failed');
  });

  test('any backup while the disk does not take the copy', async () => {
    const till = await backedUpTill();
    const inTheWay = restoredDraft(till.shop.file);
    mkdirSync(join(inTheWay, 'full'), { recursive: true });
    expect(await till.kept.care.prepareRestore(till.backup, acting, mayRestore)).toBe('failed');
    expect(existsSync(join(till.shop.folder, 'restore.json'))).toBe(false);
    rmSync(inTheWay, { recursive: true });
    expect(await prepareIn(till, 'journal-20200101T000000Z.db')).toBe('gone');
  });

  test('any backup once a payment has begun while it was checked', async () => {
    const till = await backedUpTill();
    expect(await till.kept.care.prepareRestore(till.backup, acting, () => false)).toBe('payment-running');
    expect(await prepareIn(till, 'journal-20200101T000000Z.db')).toBe('gone');
  });

  test('a backup that is gone, and any other file', async () => {
    const till = await backedUpTill();
    expect(await prepareIn(till, 'journal-20200101T000000Z.db')).toBe('gone');
    expect(await prepareIn(till, '../journal.db')).toBe('gone');
  });
});

test('no backup is copied that would leave no room on the disk for the payments made meanwhile', async () => {
  const shop = await tradedShop(2, 0);
  const [name = ''] = backupsOf(shop);
  const journal = openForTest(shop.file);
  const open = { ...shop, worker, journal, log: silentLog };
  const restore = (free: number) =>
    prepareRestore({ ...open, freeBytes: () => free }, { ...acting, backup: name, at: NOON }, mayRestore);
  expect(await restore(60 * 1024 ** 2)).toBe('failed');
  expect(existsSync(restoredDraft(shop.file))).toBe(false);
  expect(await restore(80 * 1024 ** 2)).toBeNull();
});

test('a till with thousands of checkpoints goes on while they are read for a restore', async () => {
  const shop = await tradedShop(2, 0);
  const [name = ''] = backupsOf(shop);
  const journal = openForTest(shop.file);
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    turning = setImmediate(turn);
  };
  let turning = setImmediate(turn);
  onTestFinished(() => clearImmediate(turning));
  const during: number[] = [];
  function* signedSlices(): ReturnType<Checkpoints['signedSlices']> {
    for (let file = 0; file < 5; file += 1) {
      during.push(turns);
      yield;
    }
    return shop.checkpoints.signed();
  }
  const open = { ...shop, worker, journal, checkpoints: { signedSlices }, log: silentLog };
  const ports = { ...open, freeBytes: () => null };
  expect(await prepareRestore(ports, { ...acting, backup: name, at: NOON }, mayRestore)).toBeNull();
  expect(during).toEqual([...new Set(during)]);
  expect(during).toHaveLength(5);
});
