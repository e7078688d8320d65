import { expect, test } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { addStation, said } from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';
import { HOUR, MINUTE, say, shop, watched, watchedWith } from './watch-kit.ts';

onEachDatabase((tested) => {
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
        sql.includes('WHERE s.heard_at') ? Promise.reject(new Error('not now')) : database.query(sql, values),
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
});
