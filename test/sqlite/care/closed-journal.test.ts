/** Whatever fails while a journal opens or closes, this process does not go on holding it. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OutOfReach } from '#files/within-reach.ts';
import { recoveryNote } from '#sqlite/restore/recovery-note.ts';
import { isLocked } from '#sqlite/file/lock.ts';
import { whileHeld } from '../../files/while-held.ts';
import { keep, sellNext } from '../kit/crash.ts';
import { NOON } from '../kit/new-journal.ts';
import { newShop } from '../kit/shop-journal.ts';

test('a journal of which one part does not close is backed up and free all the same', async () => {
  const shop = newShop();
  const { kept, log } = keep(shop);
  sellNext(kept.journal);
  shop.anchor.settled = () => Promise.reject(new Error('EIO'));
  await kept.close();
  expect(log.lines).toContain('the journal was not closed cleanly');
  expect(log.lines).toContain('journal backed up');
  expect(isLocked(shop.file)).toBe(false);
});

test('a journal whose key ring never answers is free again soon after it was closed', async () => {
  const shop = newShop();
  const { kept, clock } = keep(shop);
  sellNext(kept.journal);
  shop.anchor.settled = () => new Promise(() => undefined);
  void kept.close();
  const isFree = async (): Promise<boolean> => {
    await clock.pass(10_000);
    return !isLocked(shop.file);
  };
  await expect.poll(isFree).toBe(true);
});

test('a journal whose recovery note another program holds is free again after it was refused', async () => {
  const shop = newShop();
  await keep(shop).kept.close();
  recoveryNote(shop.file).unsure(NOON);
  expect(() => whileHeld('recovery.json', () => keep(shop))).toThrow(OutOfReach);
  expect(isLocked(shop.file)).toBe(false);
  expect(keep(shop).kept.recovery.read()).toMatchObject({ why: 'unsure' });
});

test.each([
  ['is a file', (folder: string) => writeFileSync(folder, '')],
  ['leads to a drive that is away', (folder: string) => symlinkSync(join(folder, '..', 'away'), folder)],
])('a journal whose folder of backups %s opens, and lists none', async (_which, put) => {
  const shop = newShop();
  const first = keep(shop);
  sellNext(first.kept.journal);
  await first.kept.close();
  rmSync(shop.backupsFolder, { recursive: true });
  put(shop.backupsFolder);
  const { kept } = keep(shop);
  expect([kept.health().alarm, kept.care.backups()]).toEqual([null, []]);
});
