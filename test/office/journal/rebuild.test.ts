/** What goes on while a till's tables are rebuilt from its journal. */
import { expect, test } from 'vitest';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { readAgain } from '../../../src-office/journal/again/read-again.ts';
import { takePush } from '../../../src-office/journal/push.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { renameStation } from '../../../src-office/stations/stations.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { followed, GOING, unreadable } from '../../support/office/again.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { enrolledTill, handOutside, pushed, pushOf, readJournal } from '../../support/office/tills.ts';

onEachDatabase((tested) => {
  test('while a till is rebuilt, its pushes are taken, its figures stay, and nobody at the office waits', async () => {
    const { database, another } = tested();
    const other = await another();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    const journal = openForTest(file);
    for (const number of [1, 2]) sell(journal, `T1-${number}`);
    await pushed(database, till, pushOf(readJournal(file), 0, 6));
    await unreadable(database, till.station, 1);
    for (const number of [3, 4]) sell(journal, `T1-${number}`);
    const later = readJournal(file);
    const paid: unknown[] = [];
    const meanwhile = async (): Promise<void> => {
      paid.push(
        (await other.query('SELECT paid_count FROM station_days WHERE station = $1', [till.station]))[0],
      );
      if (paid.length === 1) await renameStation(other, till.station, 'Window');
      const [from, to] = paid.length === 1 ? [6, 9] : [9, 12];
      // Once before the journal is read, and once after all of it was.
      if (paid.length === 1 || paid.length === 3) await pushed(other, till, pushOf(later, from, to));
    };
    await readAgain({ ...GOING, database: followed(database, meanwhile), outside });
    expect(paid).toEqual([2, 3, 3, 4].map((count) => ({ paid_count: count })));
    expect(await database.query('SELECT station, reference FROM payments ORDER BY reference')).toEqual(
      [1, 2, 3, 4].map((number) => ({ station: till.station, reference: `T1-${number}` })),
    );
    expect(await database.query('SELECT name, last_payment FROM stations')).toEqual([
      { name: 'Window', last_payment: 4 },
    ]);
  });

  test('the live view shows what a rebuilt till took, even if the till says nothing more', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1', outside.now());
    await pushed(database, till, pushOf(readJournal(file), 0, 3));
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
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    const journal = openForTest(file);
    for (const number of [1, 2]) sell(journal, `T1-${number}`);
    await pushed(database, till, pushOf(readJournal(file), 0, 6));
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
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    await pushed(database, till, pushOf(readJournal(file), 0, 3));
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
    expect(await database.query("SELECT row_number FROM alarms WHERE kind = 'unread'")).toHaveLength(1);
    await readAgain({ ...GOING, database, outside });
    expect(await database.query('SELECT station FROM payments')).toEqual([{ station: till.station }]);
    expect(await database.query("SELECT row_number FROM alarms WHERE kind = 'unread'")).toEqual([]);
  });
});
