/**
 * A till whose data folder was copied to a second PC while it ran; both go on. No payment is in both Zs, except those
 * from before. `test/station/two-tills.test.ts` has one that was copied when it was closed.
 */
import { expect, test } from 'vitest';
import { copyHome } from './copy-home.ts';
import type { TillOfTwo } from './day-of-two.ts';
import { liveADay } from './day-of-two.ts';
import type { Kind } from './expect-books.ts';
import {
  expectDifferences,
  expectItsOwnBooks,
  expectTheGatewaysSum,
  identitiesIn,
  openingsIn,
} from './expect-books.ts';
import type { Shop } from './shop.ts';
import { openShop } from './shop.ts';

const JOURNAL_COPY: Kind = {
  why: 'journal-copy',
  words:
    'It is from a copy of this till’s data: on another computer, or before an older copy was restored. This till does not count it. If no other till does, note it by hand, and do not charge the customer again.',
  warning: 'A copy of this till is taking payments',
};

type Copied = readonly [original: TillOfTwo, copy: TillOfTwo];

/**
 * The second payment is only in the write-ahead log, which is not copied: the copy gets it from the gateway,
 * but not the one that was sold after the copying.
 */
const copyRunning = async (shop: Shop): Promise<Copied> => {
  const [till, home] = [await shop.open('T1'), shop.newHome()];
  const first = await till.sell([[330, 'paid']]);
  await till.restart('close');
  const second = await till.sell([[660, 'paid']]);
  copyHome(till.home, home);
  const own = await till.sell([[140, 'paid']]);
  const shared = [...first, ...second];
  const copy = await shop.open('T1', home);
  await copy.lists(shared);
  return [
    { till, shared, own },
    { till: copy, shared, own: [] },
  ];
};

test('a till that was copied while it ran, without its write-ahead log, and its copy, each close their own day', async () => {
  const shop = await openShop();
  const [original, copy] = await copyRunning(shop);
  const days = await liveADay(shop.bench, original, copy);
  const [day, copyDay] = days;

  for (const one of days) expectItsOwnBooks(shop.bench.simulator, one);
  expectTheGatewaysSum(shop.bench.simulator, days);
  expect(identitiesIn(day.own)).toEqual(identitiesIn(copyDay.own));
  const openings = [day, copyDay].flatMap(({ own }) => openingsIn(own));
  expect(new Set(openings).size).toBe(openings.length);
  expectDifferences(day, copyDay, JOURNAL_COPY);
  expectDifferences(copyDay, day, JOURNAL_COPY);
});
