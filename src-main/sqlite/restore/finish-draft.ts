/**
 * Makes a journal from rows that came one by one: rebuilds the tables that follow from them and checks every hash. Done
 * in a worker if it is long.
 */
import type { Head } from '#domain/journal/chained-row.ts';
import { openIfGood } from './recover.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { isUnusable, mainCodeOf } from '#sqlite/file/refusal.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { rebuildSlices } from '#sqlite/tables/rebuild-projections.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';
import { identityIn } from './identity-in.ts';

export interface FinishDraft {
  /** Absolute path of the file with the rows, which nobody has open. */
  readonly draft: string;
  /** The installation whose journal it must be. */
  readonly installation: string;
  readonly end: Head;
}

/** Runs slices one by one; undefined if it was stopped. */
export type RunSlices = <T>(slices: Generator<unknown, T>) => Promise<T | undefined>;

/** Whether the rows are at fault, rather than the disk. */
export const isRowFault = (error: unknown): boolean =>
  error instanceof BrokenJournal ||
  isUnreadable(error) ||
  isUnusable(error) ||
  mainCodeOf(error) === 'SQLITE_CONSTRAINT';

/** False if it was stopped. */
const addUp = async (draft: string, run: RunSlices): Promise<boolean> => {
  const db = openDatabase(draft);
  try {
    db.exec('BEGIN');
    if ((await run(rebuildSlices(db))) === undefined) return false;
    db.exec('COMMIT');
    return true;
  } finally {
    db.close();
  }
};

const unsound = (why: string): Checked => ({ ok: false, sequence: null, why });

/** Reopens it, as at a start, and closes it as a single file, which will get the journal's name. */
const checkWhole = ({ draft, installation, end }: FinishDraft): Checked => {
  const db = openIfGood(draft, new Map([[end.sequence, end.hash]]));
  if (!db) return unsound('its rows do not follow from each other');
  try {
    const head = eventsTable(db).head();
    if (head.sequence !== end.sequence || head.hash !== end.hash) return unsound('it ends elsewhere');
    if (identityIn(db) !== installation) return unsound('it is of another installation');
    // Moves the write-ahead log into that file.
    db.pragma('journal_mode = DELETE');
    return { ok: true, ...head };
  } finally {
    db.close();
  }
};

/** Null if it was stopped. Throws what the disk throws. */
export const finishDraft = async (job: FinishDraft, run: RunSlices): Promise<Checked | null> => {
  try {
    return (await addUp(job.draft, run)) ? checkWhole(job) : null;
  } catch (error) {
    if (isRowFault(error)) return unsound('its rows cannot be read');
    throw error;
  }
};
