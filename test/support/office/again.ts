/** Journals that are read again, as after an update. */
import type { Database } from '../../../src-office/database/database.ts';
import type { ReadAgainParts } from '../../../src-office/journal/again/read-again.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { thrown } from './thrown.ts';
import { enrolledTill, handOutside, pushed, pushOf, readJournal } from './tills.ts';

/** An alarm of an earlier office that could not read this row. */
export const unreadable = (database: Database, station: string, row: number) =>
  database.query("INSERT INTO alarms VALUES ($1, 'unread', $2, 0, 0, 'ZodError: Invalid input', NULL)", [
    station,
    row,
  ]);

/**
 * A till that sold at these times: T1-1, T1-2 …, in three rows each. The office has all of them; `push` brings it what the
 * till writes later.
 */
export const tillThatSold = async (
  database: Database,
  times: readonly number[],
  { outside = handOutside(), installation = '7HJ2K9' } = {},
) => {
  const till = await enrolledTill(database, outside, installation);
  const file = newJournalFile();
  const journal = openForTest(file);
  let done = 0;
  const push = async (to: Database = database): Promise<void> => {
    const whole = readJournal(file);
    await pushed(to, till, pushOf(whole, done, whole.rows.length));
    done = whole.rows.length;
  };
  for (const [index, at] of times.entries()) sell(journal, `T1-${index + 1}`, at);
  await push();
  return { outside, till, journal, push };
};

/** Of an office that goes on. */
export const GOING: Pick<ReadAgainParts, 'report' | 'signal'> = {
  report: thrown,
  signal: new AbortController().signal,
};

/** Does `then` after each transaction. */
export const followed = (database: Database, then: () => Promise<unknown>): Database => ({
  ...database,
  transaction: async (work) => {
    const result = await database.transaction(work);
    await then();
    return result;
  },
});
