import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { backupsIn, copyBeforeMigration } from './backup.ts';
import type { CheckFrom } from '#sqlite/check/check-since.ts';
import { checkOpened, projectionFault } from '#sqlite/check/check-since.ts';
import { writtenFault } from '#sqlite/check/written-fault.ts';
import { makeFolder, openDatabase } from '#sqlite/file/database.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { journalOver } from '#sqlite/journal.ts';
import { versionOf } from '#sqlite/file/identity.ts';
import { NOTED_SINCE } from '#sqlite/file/migrate.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import type { RecoverOptions, Recovered } from './recover.ts';
import { placeRecovered, recover } from './recover.ts';
import { placeRestored } from './place-restored.ts';
import { isUnusable, JournalRefused } from '#sqlite/file/refusal.ts';
import { readHeadNote } from '#sqlite/tail/head-note.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { faultWords } from '#sqlite/tables/replay.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import { rebuildProjections } from '#sqlite/tables/rebuild-projections.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';

export interface OpenSafelyOptions extends RecoverOptions {
  /** Whether to check every row first, however long that takes, because an earlier check found damage. */
  readonly checkAll?: boolean;
}

export interface SafelyOpened {
  readonly journal: OpenJournal;
  /** Null if the file was usable. Otherwise drop the `damageNote` once this has been recorded. */
  readonly recovered: Recovered | null;
  /**
   * What was wrong with the file, or with the tables that were rebuilt from its events; for the log. Null if nothing
   * was.
   */
  readonly fault: string | null;
  /** Whether the version that last had it open notes where a journal ends. */
  readonly isNoted: boolean;
}

type Opened = { readonly ok: true; readonly db: Database.Database; readonly rebuilt: string | null };

interface Damaged {
  readonly ok: false;
  readonly why: string;
}
type Attempt = (Opened & { readonly isNoted: boolean }) | Damaged;

const damaged = (fault: Broken): Damaged => ({ ok: false, why: faultWords(fault) });

/**
 * The first place where the tables of payments and refunds do not follow from the events, if the events can be read.
 */
const readableFault = (db: Database.Database, from: CheckFrom): Broken | undefined => {
  try {
    return projectionFault(db, from);
  } catch (error) {
    // An event that this program cannot read is not damage to the file; the background check reports it.
    if (isUnreadable(error)) return undefined;
    throw error;
  }
};

/** Rebuilds tables that do not follow from the events; if all events are sound, nothing is lost by that. */
const rebuildIfNeeded = (db: Database.Database, from: CheckFrom): Opened | Damaged => {
  const fault = readableFault(db, from);
  if (!fault) return { ok: true, db, rebuilt: null };
  const events = from === 'all' ? undefined : checkOpened(db, 'all');
  if (events?.ok === false) return damaged(events);
  try {
    db.transaction(() => rebuildProjections(db))();
    return { ok: true, db, rebuilt: fault.why };
  } catch (error) {
    if (error instanceof BrokenJournal || isUnreadable(error)) return { ok: true, db, rebuilt: null };
    throw error;
  }
};

const open = ({ file, backupsFolder, checkpoints, now, checkAll }: OpenSafelyOptions): Attempt => {
  const from = checkAll ? 'all' : checkpoints.latest();
  let db: Database.Database | undefined;
  let isNoted = true;
  try {
    db = openDatabase(file, (older) => {
      isNoted = versionOf(older) >= NOTED_SINCE;
      copyBeforeMigration(older, backupsFolder, now);
    });
    const checked = checkOpened(db, from);
    const attempt = checked.ok ? rebuildIfNeeded(db, from) : damaged(checked);
    if (attempt.ok) return { ...attempt, isNoted };
    db.close();
    return attempt;
  } catch (error) {
    db?.close();
    if (isUnusable(error)) return { ok: false, why: String(error) };
    const fault = writtenFault(file, error);
    if (!fault) throw error;
    return damaged(fault);
  }
};

const hadRows = (file: string): boolean => {
  const note = readHeadNote(file);
  return note.state === 'read' && note.reach.sequence > 0;
};

/**
 * Whether the journal is gone although there was one: at a first start there is no backup, checkpoint or note of its
 * end.
 */
const isLost = ({ file, backupsFolder, checkpoints, now }: OpenSafelyOptions): boolean =>
  (!existsSync(file) || statSync(file).size === 0) &&
  (backupsIn(backupsFolder, now).length > 0 || checkpoints.latest() !== undefined || hadRows(file));

const openOrRecover = (options: OpenSafelyOptions) => {
  const begun = placeRecovered(options);
  const first: Attempt = isLost(options)
    ? { ok: false, why: 'the journal is gone, and there was one' }
    : open(options);
  if (first.ok) return { ...first, recovered: begun, fault: begun?.fault ?? first.rebuilt };
  recover(options, first.why);
  const recovered = placeRecovered(options);
  const second = open(options);
  if (second.ok) return { ...second, recovered, fault: first.why };
  throw new JournalRefused('damaged', `${options.file} is damaged and could not be recovered: ${second.why}`);
};

/**
 * Opens the journal, after a restored backup has taken its place if one was asked for; see `placeRestored`. If it is
 * damaged, recovers it first; see `recover`. It is damaged when the file is not a database or not ours, when SQLite
 * finds it malformed, when its schema was changed, when its chain breaks or contradicts a signature from the last
 * checkpoint on, or when it is gone although there was one. What a power cut leaves in the write-ahead log is not
 * damage: SQLite recovers that by itself. A journal that is in use, was written by a newer program, or may not be read
 * by this user is refused and left as it is. Throws JournalRefused and what the disk throws.
 */
export const openJournalSafely = (options: OpenSafelyOptions): SafelyOpened => {
  makeFolder(options.file);
  const lock = lockJournal(options.file);
  try {
    placeRestored(options, options.checkpoints);
    const { db, recovered, fault, isNoted } = openOrRecover(options);
    return { journal: journalOver(db, lock), recovered, fault, isNoted };
  } catch (error) {
    lock.release();
    throw error;
  }
};
