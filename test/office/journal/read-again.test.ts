import { expect, test } from 'vitest';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { Push, PushedRow } from '#domain/office/push.ts';
import { chained } from '../../../src-office/journal/chain.ts';
import { readAgain } from '../../../src-office/journal/again/read-again.ts';
import { newJournalFile, NOON, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { GOING, tillThatSold, unreadable } from '../../support/office/again.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  enrolledTill,
  handOutside,
  pushed,
  pushOf,
  readJournal,
  tillState,
} from '../../support/office/tills.ts';

/** A whole journal at once. */
const pushOfRows = (rows: readonly PushedRow[]): Push => {
  const { sequence, hash } = chained(NO_ROWS, rows).at(-1)!;
  const upTo = { sequence, hash };
  return { after: NO_ROWS, rows: rows.map((row) => [...row]), upTo, end: upTo, state: tillState() };
};

const TABLES = ['payments', 'moves', 'station_days', 'alarms'];

onEachDatabase((tested) => {
  test('a row that this version can read counts, even if an earlier version could not read it', async () => {
    const { database } = tested();
    const { outside, till } = await tillThatSold(database, [NOON, NOON, NOON]);
    const { station } = till;
    const whole = (): Promise<unknown> =>
      Promise.all([
        ...TABLES.map((table) => database.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)),
        database.query('SELECT station, last_payment, last_refund FROM stations'),
      ]);
    const asRead = await whole();

    // What an earlier office leaves that cannot read the second sale's intent, and so nothing else of that
    // sale.
    await database.query("DELETE FROM payments WHERE reference = 'T1-2'");
    await database.query('DELETE FROM moves WHERE sequence = 6');
    await database.query('UPDATE station_days SET paid = 2500, paid_count = 2, ended_paid = 2');
    await database.query('UPDATE stations SET last_payment = 2');
    for (const [row, why] of [
      [4, 'ZodError: Invalid input'],
      [5, 'Error: created does not apply'],
    ] as const)
      await database.query("INSERT INTO alarms VALUES ($1, 'unread', $2, 0, 0, $3, NULL)", [
        station,
        row,
        why,
      ]);

    await readAgain({ ...GOING, database, outside });
    expect(await whole()).toEqual(asRead);
  });

  test('what counted for a date stays there, although business days begin at another time now', async () => {
    const { database } = tested();
    const { outside, till } = await tillThatSold(database, [NOON, NOON]);
    const dates = () =>
      database.query(
        `SELECT 'payment' AS what, reference, date FROM payments UNION ALL
         SELECT 'move', CAST(sequence AS text), date FROM moves UNION ALL
         SELECT 'sum', currency, date FROM station_days ORDER BY 1, 2`,
      );
    const before = await dates();
    // So every sale would be of the date before.
    await database.query(`UPDATE stations SET state = replace(state, '"04:00"', '"23:00"')`);
    await unreadable(database, till.station, 4);
    await readAgain({ ...GOING, database, outside });
    expect(await dates()).toEqual(before);
  });

  test('an alarm about a row that still cannot be read stays accepted, or goes on as it began', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    const { rows } = readJournal(file);
    const odd = ['T1-2', 'T1-3'].map((reference) => [rows[0]![0], reference, 'intended', '{}'] as const);
    await pushed(database, till, pushOfRows([...rows, ...odd]));
    await database.query('UPDATE alarms SET accepted_at = 7 WHERE row_number = 4');
    const still = () =>
      database.query(
        'SELECT row_number, at, accepted_at FROM alarms WHERE row_number > 3 ORDER BY row_number',
      );
    const before = await still();
    expect(before).toMatchObject([{ accepted_at: 7 }, { accepted_at: null }]);
    await unreadable(database, till.station, 1);
    outside.pass(3_600_000);
    await readAgain({ ...GOING, database, outside });
    expect(await still()).toEqual(before);
    expect(await database.query('SELECT row_number FROM alarms WHERE row_number = 1')).toEqual([]);
  });

  test('a till that cannot be rebuilt keeps neither the office from starting nor the others from being rebuilt', async () => {
    const { database } = tested();
    const outside = handOutside();
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    const tills = [];
    for (const installation of ['AAAAAA', 'BBBBBB', 'CCCCCC']) {
      const till = await enrolledTill(database, outside, installation);
      await pushed(database, till, pushOf(readJournal(file), 0, 3));
      await unreadable(database, till.station, 1);
      tills.push(till.station);
    }
    await database.query('DELETE FROM payments');
    await database.query("UPDATE stations SET state = '' WHERE station = $1", [tills[1]!]);
    const reported: unknown[] = [];
    await readAgain({ ...GOING, database, outside, report: (error) => reported.push(error) });
    const rebuilt = await database.query('SELECT station FROM payments ORDER BY station');
    expect(rebuilt.map(({ station }) => station)).toEqual([tills[0], tills[2]].toSorted());
    expect(reported).toHaveLength(1);
  });

  test('a row that an earlier version could read and not apply is tried again, once by each version', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    const { rows } = readJournal(file);
    const [at, , type, payload] = rows[1]!;
    await pushed(database, till, pushOfRows([...rows, [at, 'T1-9', type, payload]]));
    const rebuilt = async () => (await database.query('SELECT rebuilt FROM stations'))[0]!['rebuilt'];
    await readAgain({ ...GOING, database, outside });
    expect(await rebuilt()).toBe(0);
    await database.query("UPDATE alarms SET reader = '0.0.1'");
    for (let looks = 0; looks < 2; looks += 1) await readAgain({ ...GOING, database, outside });
    expect(await rebuilt()).toBe(1);
    expect(await database.query('SELECT row_number FROM alarms')).toEqual([{ row_number: 4 }]);
  });

  test('a till whose rows nobody can read yet is not rebuilt for nothing', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const at = outside.now();
    await pushed(database, till, pushOfRows([[at, 'T1-1', 'intended', '{}']]));
    await database.query('UPDATE alarms SET reader = NULL');
    await readAgain({ ...GOING, database, outside });
    expect(await database.query('SELECT rebuilt FROM stations')).toEqual([{ rebuilt: 0 }]);
    expect(await database.query('SELECT reader FROM alarms WHERE reader IS NULL')).toEqual([]);
  });
});
