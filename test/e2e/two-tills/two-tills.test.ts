/**
 * Two real tills at one gateway, with two folders, one SiteID and one TerminalID: each counts, shows and continues only
 * its own sales. `test/station/two-tills.test.ts` has other TerminalIDs.
 */
import { expect, test } from 'vitest';
import type { Kind } from './expect-books.ts';
import { expectDifferences, expectItsOwnBooks, expectTheGatewaysSum, identitiesIn } from './expect-books.ts';
import { liveADay } from './day-of-two.ts';
import { openShop } from './shop.ts';

const ANOTHER_TILL: Kind = {
  why: 'another-till',
  words:
    'It is from another till with this Terminal ID. This till does not count it; the other one does. Give each till a Terminal ID of its own in Settings.',
  warning: 'Another till uses this Terminal ID too',
};

test('two tills with the same TerminalID, which both warn of, each close their own day', async () => {
  const shop = await openShop();
  const [till, otherTill] = await Promise.all([shop.open('T1'), shop.open('T1')]);
  const fresh = { shared: [], own: [] };
  const days = await liveADay(shop.bench, { till, ...fresh }, { till: otherTill, ...fresh });
  const [day, otherDay] = days;

  for (const one of days) expectItsOwnBooks(shop.bench.simulator, one);
  expectTheGatewaysSum(shop.bench.simulator, days);
  expect(identitiesIn(day.own)).not.toEqual(identitiesIn(otherDay.own));
  expectDifferences(day, otherDay, ANOTHER_TILL);
  expectDifferences(otherDay, day, ANOTHER_TILL);
});
