/** Journals that are read again, as after an update. */
import type { Database } from '../../../src-office/database/database.ts';
import type { ReadAgainParts } from '../../../src-office/journal/again/read-again.ts';
import { thrown } from './thrown.ts';

/** An alarm of an earlier office that could not read this row. */
export const unreadable = (database: Database, station: string, row: number) =>
  database.query("INSERT INTO alarms VALUES ($1, 'unread', $2, 0, 0, 'ZodError: Invalid input', NULL)", [
    station,
    row,
  ]);

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
