import { expect, test } from 'vitest';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { Push, PushedRow } from '#domain/office/push.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { chained } from '../../../src-office/journal/chain.ts';
import { findAlerts } from '../../../src-office/alerts/find-alerts.ts';
import { takePush } from '../../../src-office/journal/push.ts';
import { readAgain } from '../../../src-office/journal/again/read-again.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  enrolledTill,
  handOutside,
  pushed,
  pushOf,
  readJournal,
  tillState,
} from '../../support/office/tills.ts';
import { thrown } from '../../support/office/thrown.ts';

/** An alarm of an earlier office that could not read this row. */
const unreadable = (database: Database, station: string, row: number) =>
  database.query("INSERT INTO alarms VALUES ($1, 'unread', $2, 0, 0, 'ZodError: Invalid input', NULL)", [
    station,
    row,
  ]);

/** A whole journal at once. */
const pushOfRows = (rows: readonly PushedRow[]): Push => {
  const { sequence, hash } = chained(NO_ROWS, rows).at(-1)!;
  const upTo = { sequence, hash };
  return { after: NO_ROWS, rows: rows.map((row) => [...row]), upTo, end: upTo, state: tillState() };
};

const TABLES = ['payments', 'moves', 'station_days', 'alarms'];

/** Of an office that goes on. */
const going = new AbortController().signal;

onEachDatabase((tested) => {
  test('a row that this version can read counts, even if an earlier version could not read it', async () => {
    const { database } = tested();
    const outside = handOutside();
    const { station, ...shown } = await enrolledTill(database, outside);
    const file = newJournalFile();
    const till = openForTest(file);
    for (const number of [1, 2, 3]) sell(till, `T1-${number}`);
    await pushed(database, { station, ...shown }, pushOf(readJournal(file), 0, 9));
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

    await readAgain(database, outside.now, thrown, going);
    expect(await whole()).toEqual(asRead);
  });

  test('what counted for a date stays there, although business days begin at another time now', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    const journal = openForTest(file);
    for (const number of [1, 2]) sell(journal, `T1-${number}`);
    await pushed(database, till, pushOf(readJournal(file), 0, 6));
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
    await readAgain(database, outside.now, thrown, going);
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
    await readAgain(database, outside.now, thrown, going);
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
    await readAgain(database, outside.now, (error) => reported.push(error), going);
    const rebuilt = await database.query('SELECT station FROM payments ORDER BY station');
    expect(rebuilt.map(({ station }) => station)).toEqual([tills[0], tills[2]].toSorted());
    expect(reported).toHaveLength(1);
  });

  test('a till that is rebuilt is not silent meanwhile, though it is not heard, and is afterwards', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    const journal = { ...pushOf(readJournal(file), 0, 3), state: tillState({ openSince: 1 }) };
    await pushed(database, till, journal);
    await unreadable(database, till.station, 1);
    outside.pass(10 * 60_000);
    const alerts = async () =>
      (await findAlerts(database, { now: outside.now(), listeningSince: 0 }, thrown)).map(({ kind }) => kind);
    expect(await alerts()).toEqual(expect.arrayContaining(['silent']));
    const meanwhile: string[][] = [];
    const asked = {
      ...database,
      transaction: async <T>(work: Parameters<typeof database.transaction<T>>[0]): Promise<T> =>
        database.transaction(work).finally(async () => void meanwhile.push(await alerts())),
    };
    await readAgain(asked, outside.now, thrown, going);
    expect(meanwhile[0]).not.toContain('silent');
    expect(meanwhile.at(-1)).toContain('silent');
  });

  test('a push of a till that is being rebuilt does not wait for that', async () => {
    const { database, another } = tested();
    const other = await another();
    // An embedded database has one process, and does one thing after the other.
    if (other === database) return;
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    await unreadable(database, till.station, 1);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    const push = pushOf(readJournal(file), 0, 3);
    const failures: unknown[] = [];
    const once = {
      ...other,
      transaction: <T>(work: Parameters<typeof database.transaction<T>>[0]): Promise<T> =>
        other.transaction(async (statements) => {
          if (failures.length > 0) throw new Error('once is enough');
          return work(statements).catch((error: unknown) => {
            failures.push((error as { code?: string }).code);
            throw error;
          });
        }),
    };
    await database.transaction(async ({ query }) => {
      await query('SELECT station FROM stations FOR UPDATE');
      await expect(takePush(once, till, push, outside.now())).rejects.toThrow('once is enough');
      expect(failures).toEqual(['55P03']);
    });
  });

  test('a till that another process rebuilds is left to that one, and nothing is reported', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    await pushed(database, till, pushOf(readJournal(file), 0, 3));
    await unreadable(database, till.station, 1);
    const held = Object.assign(new Error('could not obtain lock'), { code: '55P03' });
    await readAgain({ ...database, transaction: () => Promise.reject(held) }, outside.now, thrown, going);
    expect(await database.query("SELECT row_number FROM alarms WHERE kind = 'unread'")).toHaveLength(1);
  });

  test('an office that stops while a till is rebuilt leaves its tables as they were, and reports nothing', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    await pushed(database, till, pushOf(readJournal(file), 0, 3));
    await unreadable(database, till.station, 1);
    const before = await database.query('SELECT * FROM payments');
    expect(before).toHaveLength(1);
    const stopping = new AbortController();
    const now = (): number => {
      stopping.abort();
      return outside.now();
    };
    await readAgain(database, now, thrown, stopping.signal);
    expect(await database.query('SELECT * FROM payments')).toEqual(before);
    expect(await database.query("SELECT row_number FROM alarms WHERE kind = 'unread'")).toHaveLength(1);
  });
});
