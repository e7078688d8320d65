import { expect, test } from 'vitest';
import { readTakings } from '../../../src-office/figures/by-date.ts';
import { readDays } from '../../../src-office/figures/days.ts';
import { findLines } from '../../../src-office/figures/find.ts';
import { readStory } from '../../../src-office/figures/story.ts';
import { readStores, readTill, readTills } from '../../../src-office/figures/tills.ts';
import { OFFICE_SCOPE, scopeOf } from '../../../src-office/people/may.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  addPaid,
  addPayment,
  addStation,
  insert,
  referenceOf,
  TODAY,
  twoShops,
} from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';

const HOUR = 3_600_000;
const LAST = Number.MAX_SAFE_INTEGER;

onEachDatabase((tested) => {
  test.each([
    ['its reference', 'T1-20261130-000012-Q4ZK7MA3F8-7HJ2K9QD', ['P']],
    ['its reference, scanned in small letters', 't1-20261130-000012-q4zk7ma3f8-7hj2k9qd', ['P']],
    ['its last eight', '7hj2 k9qd', ['P']],
    ["the gateway's id", 'gw-812', ['P']],
    ["the wallet's number", '2026113022001', ['P']],
    ["the shop's own number", 'Table 5', ['P']],
    ['its running number', '12', ['P']],
    ['its amount', '17.50', ['P']],
    ["a refund's reference", 'T1-20261130-R00003-Q4ZK7MA3F8-M3VQ0TXE', ['R']],
    ["a refund's last eight", 'M3VQ0TXE', ['R']],
    ["a refund's running number", 'R3', ['R']],
    ["a refund's amount", '4.20', ['R']],
    ["the gateway's id of a refund", 'gw-900', ['R']],
    ['nothing', ' ', []],
    ['what stands for anything elsewhere', '%', []],
  ])('a payment or refund is found by %s', async (_, typed, wanted) => {
    const { database } = tested();
    await twoShops(database);
    await addPayment(database, 'NORTH', {
      reference: 'T1-20261130-000012-Q4ZK7MA3F8-7HJ2K9QD',
      number: 12,
      amount: 1_750,
      gateway_id: 'gw-812',
      method_id: '2026113022001',
      order_reference: 'Table 5',
      cashier: 'Mia',
    });
    await insert(database, 'refunds', {
      station: 'NORTH',
      reference: 'T1-20261130-R00003-Q4ZK7MA3F8-M3VQ0TXE',
      number: 3,
      state: 'refunded',
      started_at: NOON,
      changed_at: NOON,
      date: TODAY,
      amount: 420,
      currency: 'EUR',
      payment_reference: 'T1-20261130-000012-Q4ZK7MA3F8-7HJ2K9QD',
      gateway_id: 'gw-900',
      cashier: 'Mia',
      sequence: 3,
      body: '{}',
    });
    const lines = await findLines(database, typed, { scope: OFFICE_SCOPE, before: LAST, now: NOON });
    const names: Readonly<Record<string, string>> = { '7HJ2K9QD': 'P', M3VQ0TXE: 'R' };
    expect(lines.map(({ reference }) => names[reference.slice(-8)])).toEqual(wanted);
    for (const line of lines)
      expect(line).toMatchObject({
        orderReference: 'Table 5',
        cashier: 'Mia',
        store: 'north',
        stationName: 'till NORTH',
      });
  });

  test('payments of many tills are found newest first, and older ones from the last line on', async () => {
    const { database } = tested();
    await twoShops(database);
    for (let n = 0; n < 60; n += 1)
      await addPayment(database, n % 2 ? 'NORTH' : 'SOUTH', {
        reference: `R-${n}`,
        amount: 999,
        started_at: NOON + n,
      });
    const first = await findLines(database, '9.99', { scope: OFFICE_SCOPE, before: LAST, now: NOON });
    expect(first).toHaveLength(50);
    expect(first[0]!.reference).toBe('R-59');
    const rest = await findLines(database, '9.99', {
      scope: OFFICE_SCOPE,
      before: first.at(-1)!.startedAt,
      now: NOON,
    });
    expect(rest.map(({ reference }) => reference)).toEqual(
      Array.from({ length: 10 }, (_, n) => `R-${9 - n}`),
    );
  });

  test('a story has its events in order', async () => {
    const { database } = tested();
    await twoShops(database);
    const story = await readStory(
      database,
      OFFICE_SCOPE,
      {
        station: 'NORTH',
        reference: referenceOf('NORTH'),
      },
      NOON,
    );
    expect(story).toMatchObject({
      line: { kind: 'payment', number: 7, amount: 1_000, timeZone: 'Europe/Berlin' },
      events: [{ sequence: 1, at: NOON - HOUR, type: 'intended' }],
      refunds: [],
    });
  });

  test('a Z is missing if money came in after the last one, unless a later Z covers it', async () => {
    const { database } = tested();
    await twoShops(database);
    // Row 1 was before the Z of row 2.
    await addPaid(database, 'NORTH', { date: '2026-11-28', hour: 9, at: 0, amount: 5, sequence: 1 });
    const range = { from: '2026-11-01', to: TODAY };
    const days = await readDays(database, OFFICE_SCOPE, range, NOON);
    expect(days.lines.map(({ date, station, standing, net }) => [date, station, standing, net])).toEqual([
      [TODAY, 'NORTH', 'open', { EUR: 1_000 }],
      [TODAY, 'SOUTH', 'open', { EUR: 2_000 }],
      ['2026-11-29', 'NORTH', 'made', { EUR: 1_000 }],
      ['2026-11-29', 'SOUTH', 'made', { EUR: 2_000 }],
    ]);
    expect([days.count, days.missing]).toEqual([4, 0]);
    // Once the till's own day is over its Z is missing, wherever the office is.
    expect(await readDays(database, OFFICE_SCOPE, range, Date.UTC(2026, 11, 1, 2, 59))).toEqual(days);
    expect((await readDays(database, OFFICE_SCOPE, range, Date.UTC(2026, 11, 1, 3))).missing).toBe(2);
    expect(await readTakings(database, OFFICE_SCOPE, { from: '2026-11-01', to: TODAY })).toEqual([
      { date: '2026-11-28', currency: 'EUR', net: 5, paidCount: 1, refundedCount: 0 },
      { date: TODAY, currency: 'EUR', net: 3_000, paidCount: 2, refundedCount: 0 },
    ]);
  });

  test('if there are more days than fit, those without a Z come first, and all are counted', async () => {
    const { database } = tested();
    await twoShops(database);
    for (let n = 0; n < 210; n += 1)
      await insert(database, 'days', {
        station: 'SOUTH',
        number: n + 2,
        sequence: 3,
        date: '2026-11-30',
        closed_at: NOON,
        net: '{}',
      });
    await addPaid(database, 'NORTH', { date: '2026-11-28', hour: 9, at: 0, amount: 5, sequence: 3 });
    const range = { from: '2026-11-01', to: TODAY };
    const { lines, count, missing } = await readDays(database, OFFICE_SCOPE, range, NOON);
    expect([lines.length, count, missing]).toEqual([200, 215, 1]);
    expect(lines.at(-1)).toMatchObject({ date: '2026-11-28', station: 'NORTH', standing: 'missing' });
  });

  test('training and tests are never added to money, and are shown only on request', async () => {
    const { database } = tested();
    await twoShops(database);
    await insert(database, 'stores', { store: 'school', name: 'School', created_at: 0 });
    await addStation(database, 'SCHOOL', 'school', { state: { environment: 'training' } });
    await addPaid(database, 'SCHOOL', { date: TODAY, hour: 9, at: NOON, amount: 99_900, sequence: 1 });
    const today = { from: TODAY, to: TODAY };
    const owner = { id: 'o', name: 'Olga', role: 'owner', stores: null } as const;
    const netOf = async (store: string | null) =>
      (await readTakings(database, scopeOf(owner, store), today)).map(({ net }) => net);
    expect(await netOf(null)).toEqual([3_000]);
    expect(await netOf('school')).toEqual([99_900]);
    expect((await readStores(database, OFFICE_SCOPE)).map(({ environment }) => environment)).toEqual([
      'training',
      'live',
      'live',
    ]);
  });

  test('tills are listed by store and name, up to the requested number, can be found by either, and show their state', async () => {
    const { database } = tested();
    await twoShops(database);
    for (let n = 0; n < 110; n += 1) await addStation(database, `T${String(n).padStart(3, '0')}`, 'south');
    await insert(database, 'alarms', {
      station: 'NORTH',
      kind: 'forked',
      row_number: 4,
      at: NOON,
      seen_at: NOON,
      detail: '',
    });
    const { lines, count } = await readTills(database, OFFICE_SCOPE, { q: '', upTo: 100 });
    expect([lines.length, count]).toEqual([100, 112]);
    expect(lines[0]).toMatchObject({ station: 'NORTH', standing: 'forked', rows: 10, rowsThere: 12 });
    const found = async (q: string) =>
      (await readTills(database, OFFICE_SCOPE, { q, upTo: 3 })).lines.map(({ station }) => station);
    expect(await found('TILL t10')).toEqual(['T100', 'T101', 'T102']);
    expect(await found('shop north')).toEqual(['NORTH']);
    expect(await found('t108')).toEqual(['T108']);
    expect(await readTill(database, OFFICE_SCOPE, 'T109')).toMatchObject({ name: 'till T109' });
  });
});
