import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { backupsIn, copyBeforeMigration } from './backup.ts';
import type { CheckFrom } from '#sqlite/check/check-since.ts';
import { checkOpened, projectionFault } from '#sqlite/check/check-since.ts';
import { makeFolder, openDatabase } from '#sqlite/file/database.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { journalOver } from '#sqlite/journal.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import type { RecoverOptions, Recovered } from './recover.ts';
import { recover } from './recover.ts';
import { isRuined, JournalRefused } from '#sqlite/file/refusal.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { rebuildProjections, ReplayError } from '#sqlite/tables/rebuild-projections.ts';

export interface OpenSafelyOptions extends RecoverOptions {
  /** Whether every row is checked first, however long that takes: an earlier check has found a fault. */
  readonly checkAll?: boolean;
}

export interface SafelyOpened {
  readonly journal: OpenJournal;
  /** Null when the file was sound. */
  readonly recovered: Recovered | null;
  /** What was wrong with the file that was set aside, or with the payments table that was made anew; for the log. */
  readonly fault: string | null;
}

type Attempt =
  | { readonly ok: true; readonly db: Database.Database; readonly mended: string | null }
  | { readonly ok: false; readonly why: string };

const damaged = ({ sequence, why }: Broken): Attempt => ({
  ok: false,
  why: sequence === null ? why : `row ${sequence}: ${why}`,
});

/** Where the tables of payments and refunds do not follow from the events, if they can be made sense of. */
const faultOfStories = (db: Database.Database, from: CheckFrom): Broken | undefined => {
  try {
    return projectionFault(db, from);
  } catch (error) {
    // An event this program cannot read is no damage of the file; the check in the background tells of it.
    if (error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Payments and refunds that do not follow from the events are told again and nothing is lost by that, if all events are sound. */
const mend = (db: Database.Database, from: CheckFrom): Attempt => {
  const fault = faultOfStories(db, from);
  if (!fault) return { ok: true, db, mended: null };
  const events = from === 'all' ? undefined : checkOpened(db, 'all');
  if (events?.ok === false) return damaged(events);
  try {
    db.transaction(() => rebuildProjections(db))();
    return { ok: true, db, mended: fault.why };
  } catch (error) {
    if (error instanceof ReplayError) return { ok: true, db, mended: null };
    throw error;
  }
};

const open = ({ file, backupsFolder, checkpoints, now, checkAll }: OpenSafelyOptions): Attempt => {
  const from = checkAll ? 'all' : checkpoints.latest();
  let db: Database.Database | undefined;
  try {
    db = openDatabase(file, (older) => copyBeforeMigration(older, backupsFolder, now));
    const checked = checkOpened(db, from);
    const attempt = checked.ok ? mend(db, from) : damaged(checked);
    if (!attempt.ok) db.close();
    return attempt;
  } catch (error) {
    db?.close();
    if (!isRuined(error)) throw error;
    return { ok: false, why: String(error) };
  }
};

/** A first start has no journal; later, one that is gone was lost. */
const isLost = ({ file, backupsFolder, checkpoints }: OpenSafelyOptions): boolean =>
  (!existsSync(file) || statSync(file).size === 0) &&
  (backupsIn(backupsFolder).length > 0 || checkpoints.latest() !== undefined);

const openOrRecover = (options: OpenSafelyOptions) => {
  const first: Attempt = isLost(options)
    ? { ok: false, why: 'the journal is gone, and there was one' }
    : open(options);
  if (first.ok) return { db: first.db, recovered: null, fault: first.mended };
  const recovered = recover(options);
  const second = open(options);
  if (second.ok) return { db: second.db, recovered, fault: first.why };
  throw new JournalRefused('damaged', `${options.file} is damaged and could not be recovered: ${second.why}`);
};

/**
 * Opens the books and, when they are damaged, recovers them first; see `recover`. Damage is a file that is no
 * database or not ours, that SQLite finds malformed, whose schema was changed, whose chain breaks or contradicts a
 * signature from the last checkpoint on, or that is gone though it was there. What a power cut leaves in the
 * write-ahead log is not: SQLite puts that right by itself. A journal that is in use, of a newer program, or that
 * this user may not read is refused and left alone. Throws JournalRefused and what the disk throws.
 */
export const openJournalSafely = (options: OpenSafelyOptions): SafelyOpened => {
  makeFolder(options.file);
  const lock = lockJournal(options.file);
  try {
    const { db, recovered, fault } = openOrRecover(options);
    return { journal: journalOver(db, lock), recovered, fault };
  } catch (error) {
    lock.release();
    throw error;
  }
};
