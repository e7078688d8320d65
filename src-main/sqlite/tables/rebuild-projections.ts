import type Database from 'better-sqlite3';
import { historyTable } from '#sqlite/history/history-table.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { takingsTables } from '#sqlite/takings/takings-tables.ts';
import type { Projectable } from './projection.ts';
import { BrokenJournal, replayAll } from './replay.ts';
import type { StoryTable } from './story-table.ts';
import { paymentStories, refundStories } from './story-table.ts';

/** Stories between two slices: some ten milliseconds. */
const SLICE = 200;

function* rebuildOne<S extends Projectable, E extends { readonly type: string }>(
  stories: StoryTable<S, E>,
): Generator<{ readonly sequence: number }, number> {
  let count = 0;
  for (const replayed of replayAll(stories)) {
    if (!replayed.ok) throw new BrokenJournal(replayed);
    stories.projection.add(replayed.row);
    count += 1;
    if (count % SLICE === 0) yield { sequence: replayed.row.sequence };
  }
  return count;
}

/**
 * Rebuilds the tables of payments and refunds, and the history, from the events and returns how many payments there
 * are; takings are cleared, and added up once the till is open. Works in slices, which report progress. The caller
 * holds the transaction. Throws BrokenJournal.
 */
export function* rebuildSlices(db: Database.Database): Generator<{ readonly sequence: number }, number> {
  const payments = paymentStories(db);
  const refunds = refundStories(db);
  refunds.projection.clear();
  payments.projection.clear();
  takingsTables(db).clear();
  historyTable(db).clear();
  const count = yield* rebuildOne(payments);
  yield* rebuildOne(refunds);
  return count;
}

/** Runs all slices at once. */
export const rebuildProjections = (db: Database.Database): number => drain(rebuildSlices(db));
