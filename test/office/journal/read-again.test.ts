import { expect, test } from 'vitest';
import { readAgain } from '../../../src-office/journal/read-again.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { enrolledTill, handOutside, pushed, pushOf, readJournal } from '../../support/office/tills.ts';

const TABLES = ['payments', 'moves', 'station_days', 'alarms'];

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

    await readAgain(database, outside.now);
    expect(await whole()).toEqual(asRead);
  });
});
