/** A backup with which a manager replaces the journal. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeRestored } from '#sqlite/restore/place-restored.ts';
import { restoredDraft } from '#sqlite/restore/restore-note.ts';
import { afterPowerCut, keep, lossesIn, sellNext } from '../kit/crash.ts';
import { NOON } from '../kit/new-journal.ts';
import type { Shop } from '../kit/shop-journal.ts';
import { newShop } from '../kit/shop-journal.ts';
import { cutsDuring } from './file-operations.ts';
import { whileHeld } from '../../files/while-held.ts';
import { acting, backedUpTill, backupsOf, mayRestore, replacedIn, salesIn } from './restore-kit.ts';

const HOUR = 3_600_000;

const restoresIn = (opened: ReturnType<typeof keep>) =>
  opened.kept.journal.records(['journal-restored'], 0).map(({ record }) => record);

/** What must hold for every till whose backup of two sales was restored, whatever happened meanwhile. */
const expectRestored = (shop: Shop): void => {
  const opened = keep(shop, NOON + 2 * HOUR);
  expect(salesIn(opened)).toBe(2);
  expect(restoresIn(opened)).toMatchObject([{ ...acting, askedAt: NOON + HOUR }]);
  expect(opened.kept.recovery.read()).toMatchObject({ found: null, refunded: [] });
  expect(lossesIn(opened)).toMatchObject([{ payments: 4 }]);
  expect(existsSync(join(shop.folder, 'restore.json'))).toBe(false);
  expect(existsSync(restoredDraft(shop.file))).toBe(false);
  expect(replacedIn(shop)).toContain('journal-20261123T130000Z.db');
};

/** The sales of the journal that was moved aside. */
const salesKeptAside = ({ folder, key }: Shop): number => {
  const there = newShop(undefined, key);
  const aside = join(folder, 'replaced', 'journal-20261123T130000Z.db');
  for (const suffix of ['', '-wal'])
    if (existsSync(aside + suffix)) copyFileSync(aside + suffix, there.file + suffix);
  return salesIn(keep(there));
};

describe('a restored backup', () => {
  test('replaces the journal at the next opening, and the gateway is asked for what it lacks', async () => {
    const { kept, shop, backup } = await backedUpTill();
    expect(await kept.care.prepareRestore(backup, acting, mayRestore)).toBeNull();
    expect(kept.journal.lastPaymentNumber()).toBe(4);
    await kept.close();
    expectRestored(shop);
    expect(salesKeptAside(shop)).toBe(4);
  });

  test('numbers the next sale after those that were lost', async () => {
    const { kept, shop, backup } = await backedUpTill();
    await kept.care.prepareRestore(backup, acting, mayRestore);
    await kept.close();
    const opened = keep(shop, NOON + 2 * HOUR);
    expect(opened.kept.journal.numberOf(sellNext(opened.kept.journal, 125))).toBe(5);
  });

  test('is completed from the gateway even if nothing shows how far the journal had come', async () => {
    const { kept, shop, backup } = await backedUpTill();
    await kept.care.prepareRestore(backup, acting, mayRestore);
    await kept.close();
    rmSync(join(shop.folder, 'last-head.json'));
    expect(keep(shop, NOON + 2 * HOUR).kept.recovery.read()).toMatchObject({ why: 'unsure', found: null });
  });

  test('that has everything changes nothing except for its record', async () => {
    const { kept, shop } = await backedUpTill();
    await kept.care.backUpNow();
    await kept.care.prepareRestore(backupsOf(shop).at(-1) ?? '', acting, mayRestore);
    await kept.close();
    const opened = keep(shop, NOON + 2 * HOUR);
    expect(salesIn(opened)).toBe(4);
    expect(lossesIn(opened)).toEqual([]);
    expect(restoresIn(opened)).toHaveLength(1);
  });

  test('says beforehand what will be missing', async () => {
    const { kept, backup } = await backedUpTill();
    expect(kept.care.gapOf(backup)).toMatchObject({ rows: 6, payments: 2, refunds: 0, zs: 0 });
    expect(kept.care.gapOf('journal-20200101T000000Z.db')).toBeUndefined();
  });
});

describe('a power cut', () => {
  test('while the journal is still in use leaves the restore to the next start', async () => {
    const { kept, shop, backup } = await backedUpTill();
    await kept.care.prepareRestore(backup, acting, mayRestore);
    const after = afterPowerCut(shop);
    expectRestored(after);
    expect(salesKeptAside(after)).toBe(4);
  });

  test('before the restore was noted leaves the journal as it was', async () => {
    const { kept, shop } = await backedUpTill();
    await kept.close();
    writeFileSync(restoredDraft(shop.file), 'half a copy');
    expect(salesIn(keep(shop))).toBe(4);
    expect(existsSync(restoredDraft(shop.file))).toBe(false);
  });

  test('at any moment while the journal is replaced', async () => {
    const { kept, shop, backup } = await backedUpTill();
    await kept.care.prepareRestore(backup, acting, mayRestore);
    const after = afterPowerCut(shop);
    const cuts = cutsDuring(after, () => placeRestored(after, after.checkpoints));
    expect(cuts.length).toBeGreaterThan(5);
    for (const cut of cuts) {
      expectRestored(cut);
      expect(salesKeptAside(cut)).toBe(4);
    }
  });

  test('at any moment, after which the note of the restore cannot be read at once', async () => {
    const { kept, shop, backup } = await backedUpTill();
    await kept.care.prepareRestore(backup, acting, mayRestore);
    const after = afterPowerCut(shop);
    const cuts = cutsDuring(after, () => placeRestored(after, after.checkpoints));
    for (const cut of cuts) {
      expect(() => whileHeld('restore.json', () => keep(cut, NOON + 2 * HOUR))).toThrow('EBUSY');
      expectRestored(cut);
    }
  });

  test('while the backup is copied leaves no copy for ever', async () => {
    const { kept, shop } = await backedUpTill();
    await kept.close();
    writeFileSync(`${restoredDraft(shop.file)}.new`, 'half a copy');
    expect(salesIn(keep(shop))).toBe(4);
    expect(existsSync(`${restoredDraft(shop.file)}.new`)).toBe(false);
  });

  test('while another backup is chosen instead restores neither: no note says which it would be', async () => {
    const { kept, shop, backup } = await backedUpTill();
    await kept.care.backUpNow();
    await kept.care.prepareRestore(backupsOf(shop).at(-1) ?? '', acting, mayRestore);
    const cuts: Shop[] = [];
    shop.anchor.settled = async () => Promise.resolve(void cuts.push(afterPowerCut(shop)));
    await kept.care.prepareRestore(backup, acting, mayRestore);
    expect(cuts).toHaveLength(1);
    for (const cut of cuts) {
      const opened = keep(cut, NOON + 2 * HOUR);
      expect(salesIn(opened)).toBe(4);
      expect(restoresIn(opened)).toEqual([]);
    }
  });

  test('before the restored journal was opened', async () => {
    const { kept, shop, backup } = await backedUpTill();
    await kept.care.prepareRestore(backup, acting, mayRestore);
    await kept.close();
    placeRestored(shop, shop.checkpoints);
    expectRestored(afterPowerCut(shop));
  });

  test('before the note of the restore was dropped records it once', async () => {
    const { kept, shop, backup } = await backedUpTill();
    await kept.care.prepareRestore(backup, acting, mayRestore);
    const note = join(shop.folder, 'restore.json');
    const noted = readFileSync(note);
    await kept.close();
    const opened = keep(shop, NOON + 2 * HOUR);
    expect(salesIn(opened)).toBe(2);
    writeFileSync(note, noted);
    expectRestored(afterPowerCut(shop));
  });
});
