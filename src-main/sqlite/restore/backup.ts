import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { codeOf } from '#files/error-code.ts';
import { putInPlace, syncFile, syncFolder } from '#files/durable-file.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { checkOpened } from '#sqlite/check/check-since.ts';
import type { Checkpoint, Checkpoints } from '#sqlite/check/checkpoints.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import type { Head } from '#domain/journal/chained-row.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { versionOf } from '#sqlite/file/identity.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { stampOf } from '#sqlite/file/stamped-name.ts';

const KEPT = 14;
const DAYS_KEPT = 8;
const NAME = /^journal-\d{8}T\d{6}Z\.db$/;
const DRAFT = 'journal.db.new';

/** A database and what SQLite may have put beside it. */
export const filesOf = (file: string): readonly string[] =>
  ['', '-wal', '-shm', '-journal'].map((suffix) => file + suffix);

/** Removes a database that is not in use. */
export const removeDatabase = (file: string): void => {
  for (const path of filesOf(file)) rmSync(path, { force: true });
};

/** None if there is no such folder, as while the drive is away that a link leads to. */
const namesIn = (folder: string, pattern: RegExp): string[] => {
  try {
    return readdirSync(folder).filter((name) => pattern.test(name));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return [];
    throw error;
  }
};

const nameAt = (at: number): string => `journal-${stampOf(at)}.db`;

/**
 * Absolute paths of the backups, newest first; a folder that is not there has none. One that `now` is still to come was
 * made while the computer's clock was wrong, and may be of any age: it comes after all others, so that it takes no new
 * backup's place.
 */
export const backupsIn = (folder: string, now: number): readonly string[] => {
  const names = namesIn(folder, NAME).sort().reverse();
  const isToCome = (name: string): boolean => name > nameAt(now);
  return [...names.filter((name) => !isToCome(name)), ...names.filter(isToCome)].map((name) =>
    join(folder, name),
  );
};

/** Absolute path of a backup; undefined if there is none of that name. */
export const backupNamed = (folder: string, name: string): string | undefined => {
  const path = join(folder, name);
  return NAME.test(name) && existsSync(path) ? path : undefined;
};

const readIn = <T>(backup: string, read: (db: Database.Database) => T): T | undefined => {
  try {
    const db = new Database(backup, { readonly: true, fileMustExist: true });
    try {
      return read(db);
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
};

/** The last row of a backup; undefined when it cannot be read. */
export const headOf = (backup: string): Head | undefined => readIn(backup, (db) => eventsTable(db).head());

/** Whether the newest backup ends where the journal does. */
export const isBackedUp = (journal: OpenJournal, folder: string, now: number): boolean => {
  const [newest] = backupsIn(folder, now);
  return newest !== undefined && headOf(newest)?.hash === journal.head().hash;
};

/** Creates an empty file that only the owner may read, to copy into. */
const startDraft = (folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, DRAFT);
  removeDatabase(draft);
  closeSync(openSync(draft, 'wx', 0o600));
  return draft;
};

/** Checks the copy, moves its write-ahead log into the database file and flushes that to the disk. */
export const checkCopy = (draft: string, from: Checkpoint | undefined): Checked => {
  const db = openDatabase(draft);
  try {
    const checked = checkOpened(db, from);
    db.pragma('journal_mode = DELETE');
    return checked;
  } finally {
    db.close();
    syncFile(draft);
  }
};

/** Copies a journal into an empty file and checks the copy from the checkpoint on. */
export type CopyJournal = (draft: string, from: Checkpoint | undefined) => Promise<Checked>;

const copyHere =
  (journal: OpenJournal): CopyJournal =>
  async (draft, from) => {
    await journal.copyTo(draft);
    return checkCopy(draft, from);
  };

const dayOf = (backup: string): string => basename(backup).slice(0, 'journal-YYYYMMDD'.length);

/** The last backup of each of the past days and the newest ones: one of them is older than any recent damage. */
const toKeep = (newestFirst: readonly string[]): ReadonlySet<string> => {
  const lastOfDays = newestFirst.filter(
    (backup, index) => index === 0 || dayOf(backup) !== dayOf(newestFirst[index - 1] ?? ''),
  );
  return new Set([...new Set([...lastOfDays.slice(0, DAYS_KEPT), ...newestFirst])].slice(0, KEPT));
};

/**
 * Keeps 14 backups. Asynchronous: deleting gigabytes can take a disk a while. Rejects with what the disk throws, as
 * while another program has one open.
 */
export const removeOldBackups = async (folder: string, now: number): Promise<void> => {
  const backups = backupsIn(folder, now);
  const kept = toKeep(backups);
  const old = backups.filter((backup) => !kept.has(backup));
  for (const file of old.flatMap(filesOf)) await rm(file, { force: true });
  if (old.length > 0) syncFolder(folder);
};

/** In a journal of any format; tells whether two have the same rows. */
const lastHashIn = (db: Database.Database): unknown =>
  db.prepare('SELECT hash FROM events ORDER BY sequence DESC LIMIT 1').pluck().get();

/** A migration that fails is tried at every start, and each copy is as large as the journal. */
const isCopied = (db: Database.Database, folder: string): boolean => {
  const last = lastHashIn(db);
  const own = new RegExp(`^format-${versionOf(db)}-.*\\.db$`);
  return (
    last !== undefined && namesIn(folder, own).some((name) => readIn(join(folder, name), lastHashIn) === last)
  );
};

/**
 * Copies a journal in an older format to `format-<its number>-<UTC>.db` in the folder, before a migration changes it.
 * These copies are kept for good; one that has the same rows is enough. Throws what SQLite or the disk throw.
 */
export const copyBeforeMigration = (db: Database.Database, folder: string, at: number): void => {
  if (isCopied(db, folder)) return;
  const draft = startDraft(folder);
  try {
    db.prepare('VACUUM INTO ?').run(draft);
    putInPlace(draft, join(folder, `format-${versionOf(db)}-${stampOf(at)}.db`));
  } finally {
    removeDatabase(draft);
  }
};

/**
 * Copies the open journal to `journal-<UTC>.db` in the folder, while it is in use, and returns the path; `copy` does
 * the copying, by default on this thread. The copy gets its name only once it has been checked and is on the disk.
 * Rejects when the copy is not sound, or with what the disk throws. Older backups are untouched.
 */
export const backUp = async (
  journal: OpenJournal,
  folder: string,
  checkpoints: Checkpoints,
  at: number,
  copy: CopyJournal = copyHere(journal),
): Promise<string> => {
  const draft = startDraft(folder);
  try {
    // Read before the copy is made: a later checkpoint may cover rows that are not in the copy.
    const from = checkpoints.latest();
    const checked = await copy(draft, from);
    if (!checked.ok) throw new Error(`The copy of the journal is not sound: ${checked.why}`);
    const backup = join(folder, nameAt(at));
    putInPlace(draft, backup);
    return backup;
  } finally {
    removeDatabase(draft);
  }
};
