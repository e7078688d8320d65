import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import { keep, sellTwo } from '../kit/crash.ts';
import type { ManagedShop } from '../kit/crash.ts';
import { NOON } from '../kit/new-journal.ts';
import { newShop } from '../kit/shop-journal.ts';
import { newKey } from '../../support/new-key.ts';
import type { Row } from '../../../scripts/attack/journal/rewrite.ts';
import { rewrite } from '../../../scripts/attack/journal/rewrite.ts';

const alarmsIn = ({ kept }: ManagedShop) =>
  kept.journal.records(['journal-alarm'], 0).map(({ record }) => record.kind);

test('what was sold is anchored within ten seconds, and at the close', async () => {
  const shop = newShop();
  const { kept, clock } = keep(shop);
  sellTwo(kept.journal);
  expect(shop.anchor.anchored()).toMatchObject({ sequence: 0 });
  await clock.pass(10_000);
  expect(shop.anchor.anchored()).toMatchObject({ sequence: 6 });
  sellTwo(kept.journal);
  await kept.close();
  expect(shop.anchor.anchored()).toMatchObject({ sequence: 12 });
});

test.each([
  ['behind', (rows: readonly Row[]) => rows.slice(0, 5)],
  ['rewritten', (rows: readonly Row[]) => rows.map((row) => ({ ...row, at: row.at + 1 }))],
] as const)(
  'a backup gives a journal away that is %s, even where it was never anchored',
  async (kind, change) => {
    const shop = newShop();
    const { kept } = keep(shop);
    for (let row = 1; row <= 9; row += 1)
      kept.journal.record({ type: 'payment-set-aside', by: null, reference: `T1-${row}` }, NOON + row);
    await kept.close();
    const aside = join(shop.folder, 'aside');
    cpSync(shop.backupsFolder, aside, { recursive: true });
    rewrite(shop.file, change);
    renameSync(aside, shop.backupsFolder);
    const again = keep(newShop(shop.file, shop.key), NOON + 1_000);
    expect(alarmsIn(again)).toEqual([kind]);
    await again.kept.close();
    expect(alarmsIn(keep(newShop(shop.file, shop.key), NOON + 2_000))).toEqual([kind]);
  },
);

test('a signature by another key after the anchored row is an alarm', async () => {
  const shop = newShop();
  const first = keep(shop);
  sellTwo(first.kept.journal);
  await first.kept.close();
  openCheckpoints(join(shop.folder, 'checkpoints'), newKey()).sign({ sequence: 99, hash: 'f'.repeat(64) }, 1);
  expect(alarmsIn(keep(shop))).toEqual(['other-key']);
});
