import { expect, test } from 'vitest';
import { onEachDatabase } from '../../support/office/databases.ts';
import { addPaid, addZ, GOOD_STATE, insert, TODAY } from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';
import { HOUR, MINUTE, say, shop, watched, watchedWith } from './watch-kit.ts';

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

  test('a payment of a till whose clock is an hour slow, or fast, is unresolved for a quarter of an hour all the same', async () => {
    const { database } = tested();
    await shop(database);
    const office = await watched(database);
    for (const off of [-HOUR, HOUR]) {
      const began = office.now() - MINUTE;
      const unresolved = { count: 1, oldestAt: began + off };
      await say(database, office.now(), { unresolved, saidAt: office.now() + off });
      await office.after(14 * MINUTE);
      expect(await office.alerts()).toEqual([]);
      await office.after(MINUTE);
      expect(await office.alerts()).toEqual([['unresolved', '1']]);
      await say(database, office.now(), {});
      await office.look();
    }
  });

  test('a till that an office of an earlier version has heard meanwhile keeps its alerts until it is worked out again', async () => {
    const { database } = tested();
    await shop(database);
    await say(database, NOON, { unresolved: { count: 1, oldestAt: NOON - HOUR } });
    const office = await watched({
      ...database,
      // As while another process holds the till's row.
      transaction: (work) =>
        database.transaction((statements) =>
          work({
            ...statements,
            query: async (sql, values) => (sql.includes('SKIP LOCKED') ? [] : statements.query(sql, values)),
          }),
        ),
    });
    expect(await office.alerts()).toEqual([['unresolved', '1']]);
    await database.query('UPDATE stations SET due_at = NULL, due_as_of = NULL');
    await office.look();
    expect(await office.alerts()).toEqual([['unresolved', '1']]);
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
