/** Makes a sound journal out of a damaged one, its backups and its signed checkpoints; loses no file. */
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
import { isRuined } from '#sqlite/file/refusal.ts';
import { stampOf } from '#sqlite/file/stamped-name.ts';
import { walkChain } from '#sqlite/check/walk-chain.ts';

export interface Recovered {
  /** Where the damaged file is now; null when there was none left to keep. */
  readonly setAside: string | null;
  /** The backup that was put in its place; null when none was good. */
  readonly from: string | null;
  /** Rows that could still be taken over from the damaged file on top of the backup. */
  readonly carriedOver: number;
  /** Where the recovered journal ends; 0 and 0 when it is empty. Epoch ms. */
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
const openIfGood = (draft: string, signed: Signed): Database.Database | undefined => {
  let db: Database.Database | undefined;
  try {
    db = openDatabase(draft);
    const { sequence } = eventsTable(db).head();
    const older = new Map([...signed].filter(([row]) => row <= sequence));
    if (checkOpened(db, undefined).ok && walkChain(db, { begun: 'unread', signed: older }).ok) return db;
  } catch (error) {
    if (!isRuined(error)) throw error;
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

/** Copies the journal and its write-ahead log to where SQLite may change them; false when not even that can be read. */
const copyForReading = (file: string, copy: string): boolean => {
  try {
    for (const suffix of ['', '-wal']) {
      if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    }
    return true;
  } catch (error) {
    if (!isRuined(error)) throw error;
    return false;
  }
};

const freePath = (folder: string, name: string): string => {
  let path = join(folder, `${name}.db`);
  for (let count = 2; existsSync(path); count += 1) path = join(folder, `${name}-${count}.db`);
  return path;
};

const setAside = (file: string, name: string): string | null => {
  if (!existsSync(file) || statSync(file).size === 0) {
    removeDatabase(file);
    return null;
  }
  const folder = join(dirname(file), 'damaged');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = freePath(folder, name);
  // The log first: a crash in between must not leave it beside another journal.
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
    // All of it in the one file, which is what gets the journal's name.
    db.pragma('journal_mode = DELETE');
    return { from, carriedOver, lastSequence: eventsTable(db).head().sequence, lastAt: lastAtOf(db) };
  } finally {
    db.close();
  }
};

/**
 * Sets the damaged journal aside in `damaged/`, next to it, and puts the newest good backup in its place (an empty
 * journal when there is none), with every row that can still be taken over from the damaged one. Checkpoints of rows
 * that are lost go to `damaged/`, too, and a note says that the gateway has to be asked for them. Until the very last
 * step everything is where it was, so that a power cut only means doing it again. The caller holds the lock. Throws
 * what the disk throws.
 */
export const recover = (options: RecoverOptions): Recovered => {
  const { file, checkpoints, now } = options;
  const draft = `${file}.recovered`;
  const source = `${file}.source`;
  const tidy = (): void => {
    for (const left of [draft, source]) removeDatabase(left);
  };
  tidy();
  try {
    const built = build(draft, source, options);
    recoveryNote(file).recovered(built.lastAt);
    const name = `journal-${stampOf(now)}`;
    const aside = setAside(file, name);
    putInPlace(draft, file);
    checkpoints.setAside(built.lastSequence, join(dirname(file), 'damaged', `checkpoints-${stampOf(now)}`));
    return { setAside: aside, ...built };
  } finally {
    tidy();
  }
};
