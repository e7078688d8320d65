import { expect, test } from 'vitest';
import type { TillState } from '#domain/office/till-state.ts';
import type { WebhookAlert } from '../../../src-office/alerts/webhook.ts';
import { WATCH_INTERVAL_MS, watchTills } from '../../../src-office/alerts/watch.ts';
import { readAlerts } from '../../../src-office/alerts/alert-rows.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  addPaid,
  addStation,
  addZ,
  GOOD_STATE,
  insert,
  said,
  TODAY,
} from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';
import { thrown } from '../../support/office/thrown.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An office with one process per database; each looks every `WATCH_INTERVAL_MS`. */
const watchedWith = async (report: (error: unknown) => void, ...databases: readonly Database[]) => {
  const time = { now: NOON };
  const taken: WebhookAlert[] = [];
  const hook = { takes: true, asked: 0 };
  const outside = { now: () => time.now, randomBytes: () => new Uint8Array() };
  const send = (alert: WebhookAlert): Promise<boolean> => {
    hook.asked += 1;
    if (hook.takes) taken.push(alert);
    return Promise.resolve(hook.takes);
  };
  const look = () => Promise.all(databases.map((db) => watchTills({ db, outside, send, report })));
  await look();
  return {
    hook,
    taken,
    /** Looks every minute, so that it does not seem that the office was away. */
    after: async (ms: number) => {
      const until = time.now + ms;
      while (time.now < until) {
        time.now = Math.min(until, time.now + MINUTE);
        await look();
      }
    },
    away: (ms: number) => void (time.now += ms),
    look: async () => {
      time.now += WATCH_INTERVAL_MS;
      await look();
    },
    alerts: async () =>
      (await readAlerts(databases[0]!, OFFICE_SCOPE)).lines.map(({ kind, detail }) => [kind, detail]),
  };
};

const watched = async (...databases: readonly Database[]) => watchedWith(thrown, ...databases);

const say = (db: Database, heardAt: number, state: Partial<TillState>): Promise<void> =>
  said(db, 'A', { heardAt, state });

const shop = async (db: Database): Promise<void> => {
  await insert(db, 'stores', { store: 's', name: 'Shop', created_at: 0 });
  await addStation(db, 'A', 's');
};

onEachDatabase((tested) => {
  test('a row that the office does not take raises an alert about that row, until the till gets rid of it', async () => {
    const { database } = tested();
    await shop(database);
    await say(database, NOON, { untaken: { row: 58, why: 'row-too-long', since: NOON - HOUR } });
    const office = await watched(database);
    expect(await office.alerts()).toEqual([['untaken', '58']]);
    await say(database, NOON + MINUTE, {});
    await office.look();
    expect(await office.alerts()).toEqual([]);
  });

  test('a till with an open shift that says nothing for five minutes is silent, until it speaks', async () => {
    const { database } = tested();
    await shop(database);
    await say(database, NOON, { openSince: NOON - HOUR });
    const office = await watched(database);
    await office.after(5 * MINUTE);
    expect(await office.alerts()).toEqual([]);
    await office.after(MINUTE);
    expect(await office.alerts()).toEqual([['silent', null]]);
    await say(database, NOON + 6 * MINUTE, { openSince: NOON - HOUR });
    await office.look();
    expect(await office.alerts()).toEqual([]);
    await say(database, NOON + 7 * MINUTE, { openSince: null });
    await office.after(HOUR);
    expect(await office.alerts()).toEqual([]);
  });

  test('no till counts as silent while there was no office to hear it', async () => {
    const { database } = tested();
    await shop(database);
    await say(database, NOON, { openSince: NOON - HOUR });
    const office = await watched(database);
    office.away(HOUR);
    await office.look();
    expect(await office.alerts()).toEqual([]);
    await office.after(6 * MINUTE);
    expect(await office.alerts()).toEqual([['silent', null]]);
  });

  test('a payment that stays unresolved, a fork, a journal set back and a missing Z each raise an alert once it is due', async () => {
    const { database } = tested();
    await shop(database);
    await say(database, NOON, { unresolved: { count: 2, oldestAt: NOON } });
    await addPaid(database, 'A', {
      date: '2026-11-29',
      hour: 9,
      at: NOON - 26 * HOUR,
      amount: 5,
      sequence: 1,
    });
    await addPaid(database, 'A', { date: TODAY, hour: 9, at: NOON, amount: 5, sequence: 9 });
    const office = await watched(database);
    // The day before ended at 04:00 in Berlin, nine hours ago.
    expect(await office.alerts()).toEqual([['z-missing', '2026-11-29']]);
    await office.after(16 * MINUTE);
    for (const kind of ['forked', 'ahead'] as const)
      await insert(database, 'alarms', {
        station: 'A',
        kind,
        row_number: 4,
        at: NOON + (kind === 'ahead' ? 1 : 2),
        seen_at: NOON,
        detail: '',
      });
    await office.look();
    expect(await office.alerts()).toEqual([
      ['forked', '4'],
      ['ahead', null],
      ['unresolved', '2'],
      ['z-missing', '2026-11-29'],
    ]);
    await addZ(database, 'A', { number: 1, sequence: 5, date: '2026-11-29', at: NOON });
    await database.query('UPDATE alarms SET accepted_at = 1');
    await say(database, NOON, {});
    await office.look();
    expect(await office.alerts()).toEqual([]);
  });

  test('neither a till that cannot be looked at nor a part of the look that fails keeps any other alert', async () => {
    const { database } = tested();
    await shop(database);
    await addStation(database, 'B', 's');
    await said(database, 'B', { heardAt: NOON - HOUR, state: { openSince: NOON - HOUR } });
    await database.query("UPDATE stations SET state = '' WHERE station = 'B'");
    await say(database, NOON, { unresolved: { count: 1, oldestAt: NOON - HOUR } });
    const failing: Database = {
      ...database,
      query: (sql, values) =>
        sql.includes('due_as_of') ? Promise.reject(new Error('not now')) : database.query(sql, values),
    };
    const reported: unknown[] = [];
    const office = await watchedWith((error) => reported.push(error), failing);
    expect(await office.alerts()).toEqual([['unresolved', '1']]);
    expect(office.taken).toHaveLength(1);
    expect(reported.map(String)).toEqual(['Error: not now', expect.stringContaining('SyntaxError')]);
  });

  test('a till that another process holds keeps no alert waiting', async () => {
    const { database, another } = tested();
    const other = await another();
    // An embedded database has one process.
    if (other === database) return;
    await shop(database);
    await addStation(database, 'B', 's');
    await say(database, NOON, { unresolved: { count: 1, oldestAt: NOON - HOUR } });
    await said(database, 'B', { heardAt: NOON, state: {} });
    await database.query("UPDATE stations SET due_as_of = NULL WHERE station = 'B'");
    await database.transaction(async ({ query }) => {
      await query("SELECT station FROM stations WHERE station = 'B' FOR UPDATE");
      expect((await watched(other)).taken).toHaveLength(1);
    });
  });

  test('the webhook gets each alert once from any number of processes', async () => {
    const { database, another } = tested();
    await shop(database);
    await say(database, NOON, { unresolved: { count: 1, oldestAt: NOON - HOUR } });
    const office = await watched(database, await another(), await another());
    await office.after(10 * MINUTE);
    expect(office.taken).toEqual([
      {
        id: `A-unresolved-${NOON - HOUR}`,
        kind: 'unresolved',
        store: 's',
        storeName: 'Shop',
        station: 'A',
        stationName: 'till A',
        since: new Date(NOON - HOUR).toISOString(),
        detail: '1',
      },
    ]);
    // A further one belongs to the same alert.
    await say(database, NOON, { unresolved: { count: 3, oldestAt: NOON - HOUR } });
    await office.after(10 * MINUTE);
    expect(await office.alerts()).toEqual([['unresolved', '3']]);
    expect(office.hook.asked).toBe(1);
  });

  test('a webhook that does not accept an alert is called again, at growing intervals, until it does', async () => {
    const { database } = tested();
    await shop(database);
    await say(database, NOON, { unresolved: { count: 1, oldestAt: NOON - HOUR } });
    const office = await watched(database);
    office.hook.takes = false;
    await office.after(HOUR);
    expect(office.hook.asked).toBe(1);
    expect(office.taken).toHaveLength(1);
    await say(database, NOON, { unresolved: { count: 1, oldestAt: NOON - 2 * HOUR } });
    await office.after(HOUR);
    const asked = office.hook.asked - 1;
    expect(asked).toBeGreaterThan(3);
    expect(asked).toBeLessThan(7);
    office.hook.takes = true;
    await office.after(HOUR);
    expect(office.taken).toHaveLength(2);
  });

  test('a till that cannot be looked at any more keeps the alerts that it has', async () => {
    const { database } = tested();
    await shop(database);
    await say(database, NOON, { unresolved: { count: 1, oldestAt: NOON - HOUR } });
    const reported: unknown[] = [];
    const office = await watchedWith((error) => reported.push(error), database);
    await database.query("UPDATE stations SET state = '' WHERE station = 'A'");
    await office.after(10 * MINUTE);
    expect(await office.alerts()).toEqual([['unresolved', '1']]);
    expect(reported).toHaveLength(10);
    await say(database, NOON + 10 * MINUTE, {});
    await office.look();
    expect(await office.alerts()).toEqual([]);
  });

  test('a reason that only a newer office knows keeps nobody from hearing of a row that was not taken', async () => {
    const { database } = tested();
    await shop(database);
    const untaken = { row: 58, why: 'too-odd', since: NOON - HOUR };
    await say(database, NOON, {});
    await database.query('UPDATE stations SET state = $1, due_at = 0', [
      JSON.stringify({ ...GOOD_STATE, untaken }),
    ]);
    expect(await (await watched(database)).alerts()).toEqual([['untaken', '58']]);
  });

  test('the webhook hears of all tills of a chain at once, and of ten where it does not accept them', async () => {
    const { database } = tested();
    await shop(database);
    for (let till = 1; till <= 25; till += 1) {
      await addStation(database, `A${till}`, 's');
      const state = { unresolved: { count: 1, oldestAt: NOON - HOUR } };
      await said(database, `A${till}`, { heardAt: NOON, state });
    }
    const office = await watched(database);
    expect(office.taken).toHaveLength(25);
    await database.query('UPDATE alerts SET told_at = NULL, next_at = 0');
    [office.hook.takes, office.hook.asked] = [false, 0];
    await office.look();
    expect(office.hook.asked).toBe(10);
  });

  test('a clock that was a day ahead keeps no alert away once it is right', async () => {
    const { database } = tested();
    await shop(database);
    const office = await watched(database);
    await say(database, NOON, { openSince: NOON - HOUR, unresolved: { count: 1, oldestAt: NOON - HOUR } });
    office.hook.takes = false;
    office.away(24 * HOUR);
    await office.look();
    expect(office.hook.asked).toBe(1);
    office.hook.takes = true;
    office.away(-24 * HOUR);
    await office.after(7 * MINUTE);
    expect(await office.alerts()).toEqual([
      ['unresolved', '1'],
      ['silent', null],
    ]);
    expect(office.taken.map(({ kind }) => kind)).toEqual(['unresolved', 'silent']);
  });
});
