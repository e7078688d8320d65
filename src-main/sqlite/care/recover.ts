/** Makes a sound journal from a damaged one, its backups and its signed checkpoints; none of these are deleted. */
import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { putInPlace, syncFolder } from '#files/durable-file.ts';
import { backupsIn, removeDatabase } from './backup.ts';
import { carryOver } from './carry-over.ts';
import { checkOpened } from '#sqlite/check/check-since.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { recoveryNote } from './recovery-note.ts';
import { isUnusable } from '#sqlite/file/refusal.ts';
import { stampOf } from '#sqlite/file/stamped-name.ts';
import { walkChain } from '#sqlite/check/walk-chain.ts';

export interface Recovered {
  /** Where the damaged file is now; null if there was none. */
  readonly quarantined: string | null;
  /** The backup it was made from; null if none was good. */
  readonly from: string | null;
  /** Rows copied from the damaged file on top of the backup. */
  readonly carriedOver: number;
  /** The last row of the recovered journal and its time (epoch ms); 0 and 0 when it is empty. */
  readonly lastSequence: number;
  readonly lastAt: number;
}

export interface RecoverOptions {
  /** Absolute path of the journal. */
  readonly file: string;
  readonly backupsFolder: string;
  readonly checkpoints: Checkpoints;
  /** Epoch ms. */
  readonly now: number;
}

type Signed = ReadonlyMap<number, string>;

/** The backup at `draft`, opened, if it is sound and contradicts no signature. */
export const openIfGood = (draft: string, signed: Signed): Database.Database | undefined => {
  let db: Database.Database | undefined;
  try {
    db = openDatabase(draft);
    const { sequence } = eventsTable(db).head();
    const older = new Map([...signed].filter(([row]) => row <= sequence));
    if (checkOpened(db, undefined).ok && walkChain(db, { begun: 'unread', signed: older }).ok) return db;
  } catch (error) {
    if (!isUnusable(error)) throw error;
  }
  db?.close();
  return undefined;
};

/** The newest good backup, copied to `draft`, or else an empty journal there. */
const openBase = (draft: string, backups: readonly string[], signed: Signed) => {
  for (const from of backups) {
    copyFileSync(from, draft);
    const db = openIfGood(draft, signed);
    if (db) return { db, from };
    removeDatabase(draft);
  }
  return { db: openDatabase(draft), from: null };
};

/** Copies the journal and its write-ahead log to a place where SQLite may change them; false if they cannot be read. */
const copyForReading = (file: string, copy: string): boolean => {
  try {
    for (const suffix of ['', '-wal']) {
      if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    }
    return true;
  } catch (error) {
    if (!isUnusable(error)) throw error;
    return false;
  }
};

const freePath = (folder: string, name: string): string => {
  let path = join(folder, `${name}.db`);
  for (let count = 2; existsSync(path); count += 1) path = join(folder, `${name}-${count}.db`);
  return path;
};

/** Moves a closed journal into a folder beside it, under this name or one close to it; null if there is none. */
export const moveAside = (file: string, into: 'damaged' | 'replaced', name: string): string | null => {
  if (!existsSync(file) || statSync(file).size === 0) {
    removeDatabase(file);
    return null;
  }
  const folder = join(dirname(file), into);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = freePath(folder, name);
  // The write-ahead log moves first: a crash in between must not leave it beside another journal.
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, path + suffix);
  }
  syncFolder(folder);
  return path;
};

const lastAtOf = (db: Database.Database): number =>
  z.int().catch(0).parse(db.prepare('SELECT at FROM events ORDER BY sequence DESC LIMIT 1').pluck().get());

const build = (draft: string, source: string, { file, backupsFolder, checkpoints }: RecoverOptions) => {
  const signed = checkpoints.signed();
  const readable = existsSync(file) && copyForReading(file, source);
  const { db, from } = openBase(draft, backupsIn(backupsFolder), signed);
  try {
    const carriedOver = readable ? carryOver(source, db, signed) : 0;
    // Moves the write-ahead log into the database file, which is about to get the journal's name.
    db.pragma('journal_mode = DELETE');
    return { from, carriedOver, lastSequence: eventsTable(db).head().sequence, lastAt: lastAtOf(db) };
  } finally {
    db.close();
  }
};

/**
 * Replaces a damaged journal by the newest good backup (or an empty journal if there is none) and every row that can
 * still be copied from the damaged one. The damaged file moves to `damaged/` beside it, and so do checkpoints of lost
 * rows; a note records that payments have to be imported from the gateway. Nothing is moved before the new journal is
 * complete, so after a power cut the next start repeats it. The caller holds the lock. Throws what the disk throws.
 */
export const recover = (options: RecoverOptions): Recovered => {
  const { file, checkpoints, now } = options;
  const draft = `${file}.recovered`;
  const source = `${file}.source`;
  const removeDrafts = (): void => {
    for (const left of [draft, source]) removeDatabase(left);
  };
  removeDrafts();
  try {
    const built = build(draft, source, options);
    recoveryNote(file).recovered(built.lastAt);
    const name = `journal-${stampOf(now)}`;
    const quarantined = moveAside(file, 'damaged', name);
    putInPlace(draft, file);
    checkpoints.quarantine(built.lastSequence, join(dirname(file), 'damaged', `checkpoints-${stampOf(now)}`));
    return { quarantined, ...built };
  } finally {
    removeDrafts();
  }
};
