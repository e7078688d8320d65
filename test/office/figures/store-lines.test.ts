/** The office sends a chain's sums and the stores that need attention, not every store. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { ALERT_KINDS } from '../../../src-office/views/alert-views.ts';
import { afterChange, changeOf } from '../../../src-office/views/now-change.ts';
import type { Now } from '../../../src-office/views/now-views.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { addPaid, addStation, insert, TODAY } from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';

const HOUR = 3_600_000;

onEachDatabase((tested) => {
  /**
   * Stores with one till each: 'a' has a silent till, 'b' an alert, 'c' a more serious one, and 'd' … 'h'
   * take 4.00 to 8.00.
   */
  const chain = async () => {
    const { database } = tested();
    for (const [index, store] of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].entries()) {
      const name = store === 'g' ? 'Caf\u00e9 g' : `Shop ${store}`;
      await insert(database, 'stores', { store, name, created_at: 0 });
      await addStation(database, store, store, { heardAt: store === 'a' ? NOON - HOUR : NOON });
      const amount = (index + 1) * 100;
      await addPaid(database, store, { date: TODAY, hour: 9, at: NOON, amount, sequence: 1 });
    }
    const alert = { detail: null, found_at: NOON, tries: 0, next_at: NOON };
    await insert(database, 'alerts', { station: 'b', kind: 'silent', since: NOON - 9 * HOUR, ...alert });
    await insert(database, 'alerts', { station: 'b', kind: 'z-missing', since: NOON, ...alert });
    await insert(database, 'alerts', { station: 'c', kind: 'forked', since: NOON, ...alert });
    return openNow(database);
  };

  test('stores that need attention come first, then those that take most', async () => {
    const figures = await chain();
    const { stores, storeCount, whole } = await figures.read(OFFICE_SCOPE, NOON, { q: '', upTo: 5 });
    expect(stores.map(({ store, alert }) => [store, alert])).toEqual([
      ['c', 'forked'],
      ['b', 'z-missing'],
      ['a', null],
      ['h', null],
      ['g', null],
    ]);
    expect(storeCount).toBe(8);
    expect(whole.takings[0]?.net).toBe(3_600);
  });

  test('a store is found by part of its name, and the sums remain those of all stores', async () => {
    const figures = await chain();
    const { stores, storeCount, whole } = await figures.read(OFFICE_SCOPE, NOON, { q: ' CAFE ', upTo: 5 });
    expect(stores.map(({ store }) => store)).toEqual(['g']);
    expect([storeCount, whole.takings[0]?.net, whole.tills]).toEqual([1, 3_600, 8]);
  });

  test('the most serious alert is among those sent, however many others there are', async () => {
    const figures = await chain();
    const { database } = tested();
    for (let n = 0; n < 60; n += 1)
      await insert(database, 'alerts', {
        station: 'd',
        kind: 'silent',
        since: NOON + n,
        detail: null,
        found_at: NOON,
        tries: 0,
        next_at: NOON,
      });
    const { alerts, alertCount } = await figures.read(OFFICE_SCOPE, NOON);
    expect(alerts.slice(0, 3).map(({ kind, station }) => [kind, station])).toEqual([
      ['forked', 'c'],
      ['z-missing', 'b'],
      ['silent', 'b'],
    ]);
    expect([alerts.length, alertCount]).toEqual([50, 63]);
  });
});

const amounts = fc.integer({ min: 0, max: 3 });
const lines = fc.uniqueArray(
  fc.record({ store: fc.constantFrom('a', 'b', 'c', 'd'), net: amounts, tills: amounts }),
  { selector: ({ store }) => store },
);
const nows = fc
  .record({ at: fc.nat(), net: amounts, stores: lines, storeCount: amounts, alerts: fc.array(amounts) })
  .map(({ at, net, stores, storeCount, alerts }): Now => ({
    at,
    whole: {
      date: TODAY,
      opening: net % 24,
      takings: [],
      outcomes: { paid: net, cancelled: 0, expired: 0, failed: 0, unfinished: 0 },
      tills: 1,
    },
    stores: stores.map(({ store, net: took, tills }) => ({
      store,
      name: store,
      environment: 'live',
      takings: [{ currency: 'EUR', net: took, netByNow: 0 }],
      tills,
      tillsHeard: 0,
      alert: null,
    })),
    storeCount,
    alerts: alerts.map((since) => ({
      kind: ALERT_KINDS[0],
      station: 's',
      stationName: 's',
      store: 'a',
      since,
      detail: null,
    })),
    alertCount: alerts.length,
  }));

test('a page that follows the changes knows the current figures, and is sent nothing twice', () => {
  fc.assert(
    fc.property(fc.array(nows, { minLength: 1 }), (all) => {
      let sent: Now | null = null;
      let known: Now | null = null;
      for (const now of all) {
        known = afterChange(known, changeOf(sent, now));
        expect(known).toEqual(now);
        expect(changeOf(now, { ...now, at: now.at + 1 })).toEqual({ at: now.at + 1 });
        sent = now;
      }
    }),
  );
});

test('if one of two stores has sold something, only that one is sent', () => {
  const [before] = fc.sample(nows, 1);
  const line = (store: string, net: number) => ({
    store,
    name: store,
    environment: 'live' as const,
    takings: [{ currency: 'EUR', net, netByNow: 0 }],
    tills: 1,
    tillsHeard: 1,
    alert: null,
  });
  const one: Now = { ...before!, stores: [line('a', 5), line('b', 4)] };
  const change = changeOf(one, { ...one, stores: [line('b', 6), line('a', 5)] });
  expect(change).toEqual({
    at: one.at,
    stores: { count: one.storeCount, order: ['b', 'a'], lines: [line('b', 6)] },
  });
});
