/**
 * Two real tills at one gateway, with two folders and one SiteID: each counts, shows and continues only its
 * own sales.
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

test.each([
  ['with TerminalIDs of their own, even without Latin letters', '一号店', '二号店', null],
  ['with the same TerminalID, which both then warn of', 'T1', 'T1', ANOTHER_TILL],
])('two tills, %s, each close their own day', async (_what, id, otherId, kind) => {
  const shop = await openShop();
  const [till, otherTill] = await Promise.all([shop.open(id), shop.open(otherId)]);
  const fresh = { shared: [], own: [] };
  const days = await liveADay(shop.bench, { till, ...fresh }, { till: otherTill, ...fresh });
  const [day, otherDay] = days;

  for (const one of days) expectItsOwnBooks(shop.bench.simulator, one);
  expectTheGatewaysSum(shop.bench.simulator, days);
  expect(identitiesIn(day.own)).not.toEqual(identitiesIn(otherDay.own));
  expectDifferences(day, otherDay, kind);
  expectDifferences(otherDay, day, kind);
});
