/** A broken or hostile till among many: whatever it says, the figures, alerts and pages of all others are theirs. */
import { expect, test } from 'vitest';
import { push } from '#domain/office/push.ts';
import type { TillState } from '#domain/office/till-state.ts';
import { END_OF_TIME } from '#domain/time-zone.ts';
import { findAlerts } from '../../../src-office/alerts/find-alerts.ts';
import { WATCH_INTERVAL_MS, watchTills } from '../../../src-office/alerts/watch.ts';
import type { SendAlert } from '../../../src-office/alerts/webhook.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { readTakings } from '../../../src-office/figures/by-date.ts';
import { readDays } from '../../../src-office/figures/days.ts';
import { exportCsv } from '../../../src-office/figures/export/export-csv.ts';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { readTills } from '../../../src-office/figures/tills.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { MAX_CURRENCIES } from '../../../src-office/views/now-views.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  addPaid,
  addStation,
  insert,
  said,
  TODAY,
  twoShops,
  GOOD_STATE,
} from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';
import { pushOf, tillState } from '../../support/office/tills.ts';
import { thrown } from '../../support/office/thrown.ts';

const HOUR = 3_600_000;
const YESTERDAY = '2026-11-29';
const MOST = Number.MAX_SAFE_INTEGER;

const storesNow = async (database: Database) => (await openNow(database).read(OFFICE_SCOPE, NOON)).stores;

/** Two shops, and a third whose till reports `state` and has made no Z of yesterday. */
const withHostileTill = async (database: Database, state: Partial<TillState>): Promise<void> => {
  await twoShops(database);
  await insert(database, 'stores', { store: 'hostile', name: 'Shop hostile', created_at: 0 });
  await addStation(database, 'HOSTILE', 'hostile', { state });
  const at = NOON - 24 * HOUR;
  await addPaid(database, 'HOSTILE', { date: YESTERDAY, hour: 12, at, amount: 300, sequence: 5 });
};

/** What the webhook gets: the till and the kind of each alert. */
const sentAlerts = async (database: Database): Promise<readonly (readonly [string, string])[]> => {
  const sent: (readonly [string, string])[] = [];
  const send: SendAlert = ({ station, kind }) => Promise.resolve(sent.push([station, kind]) > 0);
  for (const now of [NOON, NOON + WATCH_INTERVAL_MS]) {
    const outside = { now: () => now, randomBytes: () => new Uint8Array() };
    await watchTills({ db: database, outside, send, report: thrown });
  }
  return sent;
};

onEachDatabase((tested) => {
  test.each<Partial<TillState>>([
    { cutOff: '' },
    { cutOff: 'soon' },
    { cutOff: '24:00' },
    { cutOff: '\0' },
    { timeZone: 'Middle/Earth' },
    { timeZone: '' },
    { currency: '\0\0\0' },
  ])('a till that says %j keeps neither figures nor alerts of others away', async (state) => {
    const { database } = tested();
    await twoShops(database);
    await said(database, 'NORTH', { heardAt: NOON, state });
    await said(database, 'SOUTH', { heardAt: NOON - HOUR, state: { openSince: NOON - 2 * HOUR } });
    expect((await storesNow(database)).find(({ store }) => store === 'south')?.takings).toEqual([
      { currency: 'EUR', net: 2_000, netByNow: 0 },
    ]);
    const { found } = await findAlerts(database, { now: NOON, listeningSince: 0 }, thrown);
    expect(found.map(({ kind, station }) => [kind, station])).toContainEqual(['silent', 'SOUTH']);
    const range = { from: '2026-11-01', to: TODAY };
    expect((await readDays(database, OFFICE_SCOPE, range, NOON)).count).toBe(4);
  });

  test.each(['', '4', '24:00', '12:61', '04:10'])(
    'a till that says that its business days begin at %j has them begin at midnight, and its missing Z reaches the webhook',
    async (cutOff) => {
      const { database } = tested();
      await withHostileTill(database, { cutOff });
      const { lines } = await readDays(database, OFFICE_SCOPE, { from: YESTERDAY, to: TODAY }, NOON);
      expect(lines.find(({ station }) => station === 'HOSTILE')?.standing).toBe('missing');
      expect(await sentAlerts(database)).toContainEqual(['HOSTILE', 'z-missing']);
    },
  );

  test.each([MOST, -MOST])(
    'an instant that no calendar has (%d) keeps no alert from the webhook',
    async (at) => {
      const { database } = tested();
      await withHostileTill(database, {
        openSince: at,
        unresolved: { count: 1, oldestAt: at },
        untaken: { row: 7, why: 'row-too-long', since: at },
      });
      expect(await sentAlerts(database)).toEqual(
        expect.arrayContaining([
          ['HOSTILE', 'untaken'],
          ['HOSTILE', 'z-missing'],
        ]),
      );
    },
  );

  test('sums that no number holds exactly are shown, and so are those of all others', async () => {
    const { database } = tested();
    await twoShops(database);
    for (const sequence of [11, 12, 13])
      await addPaid(database, 'NORTH', { date: TODAY, hour: 9, at: NOON, amount: MOST, sequence });
    const stores = await storesNow(database);
    expect(stores.find(({ store }) => store === 'south')?.takings[0]?.net).toBe(2_000);
    expect(stores.find(({ store }) => store === 'north')?.takings[0]?.net).toBeGreaterThan(MOST);
    const range = { from: TODAY, to: TODAY };
    expect((await readTakings(database, OFFICE_SCOPE, range))[0]?.net).toBeGreaterThan(MOST);
    const { lines } = await readDays(database, OFFICE_SCOPE, range, NOON);
    expect(lines).toHaveLength(2);
    expect(lines.find(({ station }) => station === 'NORTH')?.net['EUR']).toBeGreaterThan(MOST);
    const texts: string[] = [];
    for await (const text of exportCsv(
      database,
      OFFICE_SCOPE,
      { from: '2026-12-01', to: '2026-12-01' },
      NOON,
    ))
      texts.push(text);
    expect(texts).toHaveLength(1);
  });

  test('a till whose zone is wrong moves neither the date nor the currency of its store', async () => {
    const { database } = tested();
    await insert(database, 'stores', { store: 's', name: 'Shop', created_at: 0 });
    for (const station of ['A', 'B']) await addStation(database, station, 's', { heardAt: NOON - HOUR });
    await addPaid(database, 'A', { date: TODAY, hour: 9, at: NOON, amount: 700, sequence: 1 });
    const wrong = { timeZone: 'Pacific/Kiritimati', cutOff: '00:00', currency: 'AUD' };
    await addStation(database, 'C', 's', { heardAt: NOON, state: wrong });
    await database.query("UPDATE stations SET enrolled_at = 0 WHERE station = 'C'");
    const { whole } = await openNow(database).read(OFFICE_SCOPE, NOON);
    expect([whole.date, whole.takings.map(({ currency, net }) => [currency, net])]).toEqual([
      TODAY,
      [['EUR', 700]],
    ]);
    // Once most have moved, so has the store; a till that has gone has no say.
    await database.query("UPDATE stations SET heard_at = heard_at - $1 WHERE station <> 'C'", [48 * HOUR]);
    expect((await openNow(database).read(OFFICE_SCOPE, NOON)).whole.date).toBe('2026-12-01');
  });

  test('a till that sells in every currency there is fills nobody’s page', async () => {
    const { database } = tested();
    await twoShops(database);
    for (const station of ['NORTH', 'SOUTH'])
      await database.query(
        `INSERT INTO station_days SELECT $1, $2, code, 1, 1, 0, 0, '9:1', 0, 0, 0, 0, 0 FROM unnest($3::text[]) AS code`,
        [station, TODAY, Array.from({ length: 300 }, (_, n) => `${station}${String(n)}`)],
      );
    const { whole, stores } = await openNow(database).read(OFFICE_SCOPE, NOON);
    expect(whole.takings).toHaveLength(MAX_CURRENCIES);
    expect(whole.takings[0]).toMatchObject({ currency: 'EUR', net: 3_000 });
    expect(stores.map(({ takings }) => takings.length).toSorted()).toEqual([MAX_CURRENCIES, MAX_CURRENCIES]);
  });

  test('a till whose state only a newer version of the office knows keeps no other till from the page', async () => {
    const { database } = tested();
    await twoShops(database);
    const state = JSON.stringify({ ...GOOD_STATE, display: 'projected' });
    await database.query("UPDATE stations SET state = $1 WHERE station = 'SOUTH'", [state]);
    const { lines } = await readTills(database, OFFICE_SCOPE, { q: '', upTo: 10 });
    expect(lines.map((till) => [till.station, till.state?.display])).toEqual([
      ['NORTH', 'good'],
      ['SOUTH', undefined],
    ]);
  });
});

test('an instant that no calendar has is brought into it, so that the money in the same push is not held back', () => {
  const journal = { rows: [], headAt: () => ({ sequence: 0, hash: '0'.repeat(64) }) };
  const taken = (state: Partial<TillState>): TillState =>
    push.parse({ ...pushOf(journal, 0, 0), state: tillState(state) }).state;
  const beyond = 8_640_000_000_000_001;
  const last = END_OF_TIME - 1;
  expect([last, beyond, -1].map((openSince) => taken({ openSince }).openSince)).toEqual([last, last, 0]);
  expect(taken({ unresolved: { count: 1, oldestAt: beyond } }).unresolved.oldestAt).toBe(last);
  expect(taken({ untaken: { row: 1, why: 'not-taken', since: beyond } }).untaken?.since).toBe(last);
});
