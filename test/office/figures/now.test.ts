import { expect, test } from 'vitest';
import { comparedWith } from '../../../src-office/figures/now/same-weekday.ts';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { OFFICE_SCOPE, scopeOf } from '../../../src-office/people/may.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  addEnded,
  addPaid,
  addStation,
  insert,
  TODAY,
  WEEK,
  WEEK_BEFORE,
} from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

onEachDatabase((tested) => {
  test('a store is compared with the same weekday, both in full and up to the same minute', async () => {
    const { database } = tested();
    await insert(database, 'stores', { store: 's', name: 'Shop', created_at: 0 });
    await addStation(database, 'A', 's');
    await addStation(database, 'B', 's', { heardAt: NOON - 3 * MINUTE });
    // 13:00 in Berlin is the hour at hand; a week before two sales came in it, one of them later than now.
    const paid = [
      { date: TODAY, hour: 9, at: NOON - 4 * HOUR, amount: 500, sequence: 1 },
      { date: TODAY, hour: 13, at: NOON, amount: 70, sequence: 2 },
      { date: WEEK_BEFORE, hour: 12, at: NOON - WEEK - HOUR, amount: 1_000, sequence: 3 },
      { date: WEEK_BEFORE, hour: 13, at: NOON - WEEK + MINUTE, amount: 200, sequence: 4 },
      { date: WEEK_BEFORE, hour: 13, at: NOON - WEEK + 20 * MINUTE, amount: 30, sequence: 5 },
      { date: WEEK_BEFORE, hour: 18, at: NOON - WEEK + 5 * HOUR, amount: 4, sequence: 6 },
    ];
    for (const one of paid) await addPaid(database, 'A', one);
    await addPaid(database, 'B', { date: TODAY, hour: 9, at: NOON - 4 * HOUR, amount: 11, sequence: 1 });
    for (const [date, ended, count] of [
      [TODAY, 'ended_paid', 3],
      [TODAY, 'unfinished', 1],
      [TODAY, 'ended_expired', 2],
      [WEEK_BEFORE, 'ended_paid', 9],
    ] as const)
      await addEnded(database, 'A', { date, ended, count });
    const { whole, stores } = await openNow(database).read(OFFICE_SCOPE, NOON + 10 * MINUTE);
    expect(stores).toEqual([
      {
        store: 's',
        name: 'Shop',
        environment: 'live',
        takings: [{ currency: 'EUR', net: 581, netByNow: 1_200 }],
        tills: 2,
        tillsHeard: 0,
        alert: null,
      },
    ]);
    expect(whole).toEqual({
      date: TODAY,
      opening: 4,
      tills: 2,
      outcomes: { paid: 3, cancelled: 0, expired: 2, failed: 0, unfinished: 1 },
      takings: [
        {
          currency: 'EUR',
          paid: 581,
          paidCount: 3,
          refunded: 0,
          refundedCount: 0,
          net: 581,
          hours: [
            { hour: 9, net: 511 },
            { hour: 13, net: 70 },
          ],
          before: {
            net: 1_234,
            netByNow: 1_200,
            hours: [
              { hour: 12, net: 1_000 },
              { hour: 13, net: 230 },
              { hour: 18, net: 4 },
            ],
          },
        },
      ],
    });
    const [heard] = (await openNow(database).read(OFFICE_SCOPE, NOON + MINUTE)).stores;
    expect(heard).toMatchObject({ tills: 2, tillsHeard: 1 });
  });

  test('each store has its own business date, by the rule of its tills', async () => {
    const { database } = tested();
    for (const [store, timeZone] of [
      ['berlin', 'Europe/Berlin'],
      ['auckland', 'Pacific/Auckland'],
    ] as const) {
      await insert(database, 'stores', { store, name: store, created_at: 0 });
      await addStation(database, store, store, { state: { timeZone } });
      await addPaid(database, store, { date: TODAY, hour: 1, at: NOON, amount: 100, sequence: 1 });
      await addPaid(database, store, { date: '2026-12-01', hour: 1, at: NOON, amount: 7, sequence: 2 });
    }
    await insert(database, 'stores', { store: 'new', name: 'without a till', created_at: 0 });
    const evening = NOON + 6 * HOUR;
    const owner = { id: 'o', name: 'Olga', role: 'owner', stores: null } as const;
    const of = async (store: string) => {
      const { whole } = await openNow(database).read(scopeOf(owner, store), evening);
      return [whole.date, whole.takings[0]?.net];
    };
    expect(await of('auckland')).toEqual(['2026-12-01', 7]);
    expect(await of('berlin')).toEqual([TODAY, 100]);
    expect(await of('new')).toEqual(['', undefined]);
  });

  test('all stores together have the business date of most of them, whatever the first by name has', async () => {
    const { database } = tested();
    for (const [store, timeZone] of [
      ['auckland', 'Pacific/Auckland'],
      ['berlin', 'Europe/Berlin'],
      ['madrid', 'Europe/Madrid'],
    ] as const) {
      await insert(database, 'stores', { store, name: store, created_at: 0 });
      await addStation(database, store, store, { state: { timeZone } });
    }
    const { whole } = await openNow(database).read(OFFICE_SCOPE, NOON + 6 * HOUR);
    expect(whole.date).toBe(TODAY);
  });
});

test('if a day begins within an hour, that hour is compared minute by minute at both ends of the day', () => {
  const days = businessDays({ cutOff: '04:30', timeZone: 'UTC' });
  const { before, cut, over, partly } = comparedWith(days, Date.UTC(2026, 10, 30, 7, 15));
  expect([before, cut, over, partly]).toEqual([WEEK_BEFORE, Date.UTC(2026, 10, 23, 7, 15), [5, 6], [7, 4]]);
});

test('if the clocks changed in between, the same time of day is compared', () => {
  const days = businessDays({ cutOff: '04:00', timeZone: 'Europe/Berlin' });
  // The clocks went back on 2026-10-25; on the Monday after, 09:00 CET is five hours after 04:00.
  const { cut } = comparedWith(days, Date.UTC(2026, 9, 26, 8));
  expect(new Date(cut).toISOString()).toBe('2026-10-19T07:00:00.000Z');
});

test.each([
  // The clocks went back on Sunday 2026-10-25, and forward on 2026-03-29.
  ['in the evening of the longer day', '2026-10-25T22:30Z', '2026-10-18T21:30Z', 23],
  ['at noon of the longer day', '2026-10-25T11:00Z', '2026-10-18T10:00Z', 12],
  ['in the hour that comes twice', '2026-10-25T01:30Z', '2026-10-18T00:30Z', 2],
  ['in the evening of the shorter day', '2026-03-29T21:30Z', '2026-03-22T22:30Z', 23],
  ['a week after the shorter day, late in the evening', '2026-04-05T21:30Z', '2026-03-29T21:30Z', 23],
  ['a week after the longer day', '2026-11-01T11:00Z', '2026-10-25T11:00Z', 12],
  ['a week after the hour that was skipped', '2026-04-05T00:30Z', '2026-03-29T01:00Z', 3],
])('%s the same time of day is compared, and every hour before it', (_, now, expected, hour) => {
  const days = businessDays({ cutOff: '00:00', timeZone: 'Europe/Berlin' });
  const { cut, over, partly } = comparedWith(days, Date.parse(now));
  expect(new Date(cut).toISOString()).toBe(new Date(expected).toISOString());
  expect([over, partly]).toEqual([Array.from({ length: hour }, (__, one) => one), [hour]]);
});

test('after midnight, a day that goes on until four is compared with the night of a week before', () => {
  const days = businessDays({ cutOff: '04:00', timeZone: 'Europe/Berlin' });
  // 03:30 on the Sunday on which the clocks went back at 03:00: still Saturday.
  const { date, cut } = comparedWith(days, Date.parse('2026-10-25T02:30Z'));
  expect([date, new Date(cut).toISOString()]).toEqual(['2026-10-24', '2026-10-18T01:30:00.000Z']);
});
