/** A power cut, or a file that cannot be moved, at each step of a recovery. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recoveryNote } from '#sqlite/restore/recovery-note.ts';
import { verify } from '#sqlite/check/verify.ts';
import { afterPowerCut, keep } from '../kit/crash.ts';
import type { Shop } from '../kit/shop-journal.ts';
import { openShop, spoilRow, tradedShop } from '../kit/shop-journal.ts';
import type { FileOperation } from './file-operations.ts';
import { cutsDuring, stopAtEach } from './file-operations.ts';
import { whileHeld } from '../../files/while-held.ts';

/** Three sales in a backup and two more, of which the last is damaged. */
const withDamagedRow = async (): Promise<Shop> => {
  const shop = await tradedShop(3, 2);
  spoilRow(shop.file, 13);
  return shop;
};

/** The same, but the file is gone, and its write-ahead log is left. */
const withoutFile = async (): Promise<Shop> => {
  const shop = await tradedShop(3, 2);
  rmSync(shop.file);
  writeFileSync(`${shop.file}-wal`, 'rows');
  return shop;
};

/** Once more, before the recovery from the first damage was recorded. */
const damagedAgain = async (): Promise<Shop> => {
  const shop = await withDamagedRow();
  openShop(shop).journal.close();
  spoilRow(shop.file, 11);
  return shop;
};

const JOURNAL = 'journal-20261123T120000Z.db';

const DAMAGES = [
  { damage: 'a damaged row', damaged: withDamagedRow, rows: 12, payments: 4, kept: [JOURNAL] },
  { damage: 'a lost file', damaged: withoutFile, rows: 9, payments: 3, kept: [`${JOURNAL}-wal`] },
  {
    damage: 'another damaged row',
    damaged: damagedAgain,
    rows: 10,
    payments: 4,
    kept: ['journal-20261123T120000Z-2.db', JOURNAL],
  },
] as const;
type Damage = (typeof DAMAGES)[number];

/** What must hold after the next start, whatever happened before it. */
const expectRecovered = (shop: Shop, { rows, payments, kept }: Damage): void => {
  const { journal, recovered } = openShop(shop);
  expect(recovered).toMatchObject({ carriedOver: rows - 9, lastSequence: rows });
  expect(recoveryNote(shop.file).read()).toMatchObject({ why: 'damaged', found: null });
  journal.close();
  expect(verify(shop.file)).toMatchObject({ ok: true, payments });
  expect(readdirSync(join(shop.folder, 'damaged')).sort()).toEqual(['checkpoints-20261123T120000Z', ...kept]);
  expect(readdirSync(shop.folder).filter((name) => name.startsWith('journal.db.'))).toEqual([]);
};

test.each(DAMAGES)('$damage: a power cut at any moment of the recovery loses nothing', async (damage) => {
  const shop = await damage.damaged();
  const cuts = cutsDuring(shop, () => openShop(shop).journal.close());
  expect(cuts.length).toBeGreaterThan(7);
  for (const cut of cuts) expectRecovered(cut, damage);
});

test.each(DAMAGES)(
  '$damage: the next start completes a recovery that could not move a file',
  async (damage) => {
    const damaged = await damage.damaged();
    const locked = (): never => {
      throw Object.assign(new Error('EPERM: operation not permitted, rename'), { code: 'EPERM' });
    };
    const opensUnless = (shop: Shop, fails: number): boolean => {
      let renamed = 0;
      const failing = (operation: FileOperation): void => {
        if (operation === 'renameSync' && (renamed += 1) === fails) locked();
      };
      try {
        stopAtEach(failing, () => openShop(shop).journal.close());
        return true;
      } catch (error) {
        expect(String(error)).toContain('EPERM');
        return false;
      }
    };
    let fails = 1;
    for (; ; fails += 1) {
      const shop = afterPowerCut(damaged);
      if (opensUnless(shop, fails)) break;
      expectRecovered(shop, damage);
    }
    expect(fails).toBeGreaterThan(4);
  },
);

test('a start that may not read what was being recovered stops, and the next one loses nothing', async () => {
  const [damage] = DAMAGES;
  const shop = await damage.damaged();
  const cuts = cutsDuring(shop, () => openShop(shop).journal.close());
  for (const cut of cuts) {
    const open = (): void => openShop(cut).journal.close();
    expect(() => whileHeld('damage.json', open)).toThrow('EBUSY');
    expectRecovered(cut, damage);
  }
});

test('a power cut before the alarm was recorded leaves it to the next start', async () => {
  const shop = await withDamagedRow();
  openShop(shop).journal.close();
  const alarmsOf = (opened: ReturnType<typeof keep>) =>
    opened.kept.journal.records(['journal-alarm'], 0).map(({ record }) => record);
  const next = keep(afterPowerCut(shop));
  expect(alarmsOf(next)).toMatchObject([
    { kind: 'changed', fault: expect.stringContaining('row 13') as string },
  ]);
  await next.kept.close();
  expect(alarmsOf(keep(next.shop))).toHaveLength(1);
});
