/** What goes on while a till's tables are rebuilt from its journal. */
import { expect, test } from 'vitest';
import type { OpenJournal } from '#sqlite/journal.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { readAgain } from '../../../src-office/journal/again/read-again.ts';
import { takePush } from '../../../src-office/journal/push.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { renameStation } from '../../../src-office/stations/stations.ts';
import {
  intended,
  newJournalFile,
  NOON,
  openForTest,
  reportedPayment,
  sell,
} from '../../sqlite/kit/new-journal.ts';
import { refundIntended, refundReported } from '../../sqlite/kit/refund-events.ts';
import { followed, GOING, tillThatSold, unreadable } from '../../support/office/again.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { enrolledTill, handOutside, pushOf, readJournal } from '../../support/office/tills.ts';

const DAY = 24 * 3_600_000;

/** What the office has of a till, but the names of its rows. */
const tablesOf = (database: Database, station: string) =>
  Promise.all(
    [
      'SELECT reference, number, state, ended, date, amount, sequence, body FROM payments',
      'SELECT reference, number, state, ended, date, amount, sequence, body FROM refunds',
      'SELECT sequence, part, at, date, hour, kind, currency, count, amount FROM moves',
      'SELECT number, sequence, date, net FROM days',
      `SELECT date, currency, paid, paid_count, refunded, refunded_count, hours, ended_paid, unfinished
       FROM station_days`,
      'SELECT head_sequence, last_payment, last_refund, covered, uncovered FROM stations',
    ].map((select) => database.query(`${select} WHERE station = $1 ORDER BY 1, 2`, [station])),
  );

const DRAFTS = ['payments', 'refunds', 'moves', 'days', 'station_days'];
const draftRows = async (database: Database): Promise<readonly unknown[]> => {
  const rows = await Promise.all(
    DRAFTS.map((table) => database.query(`SELECT station FROM ${table} WHERE station LIKE '%~'`)),
  );
  return [...rows.flat(), ...(await database.query("SELECT name FROM turns WHERE name LIKE 'draft %'"))];
};

/** A sale on the first day and on the second, and one that is begun on the third. */
const DAYS_SOLD = [NOON, NOON + DAY];
const beginThird = (journal: OpenJournal): void => {
  journal.append('T1-3', intended('T1-3'), NOON + 2 * DAY);
  journal.append('T1-3', { type: 'created', payment: reportedPayment('T1-3', 1) }, NOON + 2 * DAY + 1);
};

/** What is written later: a refund on the third day of the first sale, a fourth sale, and the third is paid on the fifth day. */
const writeMore = (journal: OpenJournal): void => {
  const at = NOON + 2 * DAY + 2;
  const reported = (statusId: number) => refundReported('R1', 250, statusId);
  journal.appendRefund('R1', refundIntended('R1', 250), at);
  journal.appendRefund('R1', { type: 'refund-created', refund: reported(1) }, at + 1);
  journal.appendRefund('R1', { type: 'refund-observed', refund: reported(2) }, at + 2);
  sell(journal, 'T1-4', NOON + 3 * DAY);
  journal.append('T1-3', { type: 'observed', payment: reportedPayment('T1-3', 2) }, NOON + 4 * DAY);
};

onEachDatabase((tested) => {
  test('while a till is rebuilt, its pushes are taken, its figures stay, and nobody at the office waits', async () => {
    const { database, another } = tested();
    const other = await another();
    const { outside, till, journal, push } = await tillThatSold(database, [NOON, NOON]);
    await unreadable(database, till.station, 1);
    const paid: unknown[] = [];
    const meanwhile = async (): Promise<void> => {
      paid.push(
        (await other.query('SELECT paid_count FROM station_days WHERE station = $1', [till.station]))[0],
      );
      if (paid.length === 1) await renameStation(other, till.station, 'Window');
      // Once before the journal is read, and once after all of it was.
      if (paid.length !== 1 && paid.length !== 3) return;
      sell(journal, paid.length === 1 ? 'T1-3' : 'T1-4');
      await push(other);
    };
    await readAgain({ ...GOING, database: followed(database, meanwhile), outside });
    // Begun, read, at its end, the one date that differs, put in place, deleted with all that was left of it.
    expect(paid).toEqual([2, 3, 3, 4, 4, 4, 4].map((count) => ({ paid_count: count })));
    expect(await database.query('SELECT station, reference FROM payments ORDER BY reference')).toEqual(
      [1, 2, 3, 4].map((number) => ({ station: till.station, reference: `T1-${number}` })),
    );
    expect(await database.query('SELECT name, last_payment FROM stations')).toEqual([
      { name: 'Window', last_payment: 4 },
    ]);
  });

  test('a rebuilt till takes its place one business date after the other, and its pushes come in between', async () => {
    const { database, another } = tested();
    const other = await another();
    const { outside, till, journal, push } = await tillThatSold(database, DAYS_SOLD);
    beginThird(journal);
    await push();
    for (const table of ['payments', 'moves', 'station_days']) await database.query(`DELETE FROM ${table}`);
    await database.query('UPDATE stations SET last_payment = 0');
    await unreadable(database, till.station, 1);
    const seen: number[] = [];
    const meanwhile = async (): Promise<void> => {
      const rows = await other.query('SELECT date FROM station_days WHERE station = $1', [till.station]);
      if (seen.at(-1) === rows.length) return;
      seen.push(rows.length);
      if (rows.length !== 2) return;
      writeMore(journal);
      await push(other);
      expect(
        await other.query("SELECT number FROM payments WHERE reference = 'T1-4' ORDER BY station"),
      ).toEqual([{ number: 4 }]);
    };
    await readAgain({ ...GOING, database: followed(database, meanwhile), outside });
    // That the third sale is paid only the finished draft knows.
    expect(seen).toEqual([0, 1, 2, 4, 5]);

    const whole = await tillThatSold(database, DAYS_SOLD, { outside, installation: 'ABC123' });
    beginThird(whole.journal);
    writeMore(whole.journal);
    await whole.push();
    expect(await tablesOf(database, till.station)).toEqual(await tablesOf(database, whole.till.station));
    expect(await draftRows(database)).toEqual([]);
  });

  test('of a rebuilt till only the dates that differ are written again', async () => {
    const { database } = tested();
    const { outside, till } = await tillThatSold(database, [NOON, NOON + DAY, NOON + 2 * DAY]);
    await database.query("DELETE FROM payments WHERE reference = 'T1-2'");
    await unreadable(database, till.station, 4);
    const cleared: unknown[] = [];
    const watched: Database = {
      ...database,
      transaction: (work) =>
        database.transaction(({ query, write }) =>
          work({
            query,
            write: (sql, values) => {
              if (sql.startsWith('DELETE FROM payments') && values[0] === till.station)
                cleared.push(values[1]);
              write(sql, values);
            },
          }),
        ),
    };
    await readAgain({ ...GOING, database: watched, outside });
    expect(cleared).toEqual(['2026-11-24']);
  });

  test('the live view shows what a rebuilt till took, even if the till says nothing more', async () => {
    const { database } = tested();
    const { outside, till } = await tillThatSold(database, [handOutside().now()]);
    await database.query('DELETE FROM moves');
    await database.query('DELETE FROM station_days');
    await unreadable(database, till.station, 1);
    const figures = openNow(database);
    const net = async () => (await figures.read(OFFICE_SCOPE, outside.now())).whole.takings[0]?.paidCount;
    expect(await net()).toBe(0);
    await readAgain({ ...GOING, database, outside });
    outside.pass(1_000);
    expect(await net()).toBe(1);
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

  test('of two processes that rebuild a till, the one that begins last puts its tables in place', async () => {
    const { database, another } = tested();
    const other = await another();
    const { outside, till } = await tillThatSold(database, [NOON, NOON]);
    await unreadable(database, till.station, 1);
    let others: Promise<void> | undefined;
    const overtaken = followed(
      database,
      () => (others ??= readAgain({ ...GOING, database: other, outside: handOutside(outside.now() + 1) })),
    );
    await readAgain({ ...GOING, database: overtaken, outside });
    await others;
    expect(await database.query('SELECT rebuilt FROM stations')).toEqual([{ rebuilt: 1 }]);
    expect(await database.query('SELECT DISTINCT station FROM payments')).toEqual([
      { station: till.station },
    ]);
    expect(await database.query("SELECT row_number FROM alarms WHERE kind = 'unread'")).toEqual([]);
  });

  test('an office that stops while a till is rebuilt leaves its tables as they were, and the next one starts over', async () => {
    const { database } = tested();
    const { outside, till } = await tillThatSold(database, [NOON]);
    await unreadable(database, till.station, 1);
    const own = () => database.query('SELECT * FROM payments WHERE station = $1', [till.station]);
    const before = await own();
    expect(before).toHaveLength(1);
    const stopping = new AbortController();
    let transactions = 0;
    // After the first part of the journal.
    const stopped = followed(database, () => {
      transactions += 1;
      if (transactions === 2) stopping.abort();
      return Promise.resolve();
    });
    await readAgain({ ...GOING, database: stopped, outside, signal: stopping.signal });
    expect(await own()).toEqual(before);
    expect(await draftRows(database)).not.toEqual([]);
    expect(await database.query("SELECT row_number FROM alarms WHERE kind = 'unread'")).toHaveLength(1);
    await readAgain({ ...GOING, database, outside });
    expect(await own()).toEqual(before);
    expect(await draftRows(database)).toEqual([]);
    expect(await database.query("SELECT row_number FROM alarms WHERE kind = 'unread'")).toEqual([]);
  });

  test('what a process left of a draft that had taken its place is deleted by the next look', async () => {
    const { database } = tested();
    const { outside, till } = await tillThatSold(database, [NOON]);
    await unreadable(database, till.station, 1);
    const killed = followed(database, async () => {
      const open = await database.query("SELECT kind FROM alarms WHERE kind = 'unread'");
      if (open.length === 0) throw new Error('killed');
    });
    await readAgain({ ...GOING, report: () => undefined, database: killed, outside });
    expect(await draftRows(database)).not.toEqual([]);
    await readAgain({ ...GOING, database, outside });
    expect(await draftRows(database)).toEqual([]);
    expect(await database.query('SELECT station FROM payments')).toEqual([{ station: till.station }]);
  });
});
