/** Makes a sound journal from a damaged one, its backups and its signed checkpoints; none of these are deleted. */
import { copyFileSync, existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { syncFile } from '#files/durable-file.ts';
import { backupsIn, removeDatabase } from './backup.ts';
import { carryOver } from './carry-over.ts';
import { checkOpened } from '#sqlite/check/check-since.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { writtenFault } from '#sqlite/check/written-fault.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import type { Damage } from './damage-note.ts';
import { damageNote } from './damage-note.ts';
import { recoveryNote } from './recovery-note.ts';
import { replaceJournal } from './replace-journal.ts';
import { isUnusable } from '#sqlite/file/refusal.ts';
import { walkChain } from '#sqlite/check/walk-chain.ts';

export interface Recovered extends Damage {
  /** Where this start has moved the damaged file; null if there was none, or an earlier start has moved it. */
  readonly quarantined: string | null;
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
    if (!isUnusable(error) && !writtenFault(draft, error)) throw error;
  }
  db?.close();
  return undefined;
};

/**
 * Copies a database and its write-ahead log, if it has one, to a place where SQLite may change them; false if the disk
 * cannot read them any more.
 */
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

/** The newest good backup, copied to `draft`, or else an empty journal there. */
const openBase = (draft: string, backups: readonly string[], signed: Signed) => {
  for (const from of backups) {
    const db = copyForReading(from, draft) ? openIfGood(draft, signed) : undefined;
    if (db) return { db, from };
    removeDatabase(draft);
  }
  return { db: openDatabase(draft), from: null };
};

const lastAtOf = (db: Database.Database): number =>
  z.int().catch(0).parse(db.prepare('SELECT at FROM events ORDER BY sequence DESC LIMIT 1').pluck().get());

const build = (draft: string, source: string, options: RecoverOptions) => {
  const { file, backupsFolder, checkpoints, now } = options;
  const signed = checkpoints.signed();
  const readable = existsSync(file) && copyForReading(file, source);
  const { db, from } = openBase(draft, backupsIn(backupsFolder, now), signed);
  try {
    const carriedOver = readable ? carryOver(source, db, signed) : 0;
    // Moves the write-ahead log into the database file, which is about to get the journal's name.
    db.pragma('journal_mode = DELETE');
    return { from, carriedOver, lastSequence: eventsTable(db).head().sequence, lastAt: lastAtOf(db) };
  } finally {
    db.close();
  }
};

/** Where the recovered journal waits until it takes the damaged one's place. */
const recoveredDraft = (journalFile: string): string => `${journalFile}.recovered`;

/** A copy of the damaged one, which SQLite may change. */
const sourceCopy = (journalFile: string): string => `${journalFile}.source`;

/**
 * Makes a journal from the newest good backup (or an empty journal if there is none) and every row that can still be
 * copied from the damaged one, and notes that it takes its place; see `placeRecovered`. The note is written last:
 * without it the file is ignored. Another note records that payments have to be imported from the gateway. The caller
 * holds the lock. Throws what the disk throws.
 */
export const recover = (options: RecoverOptions, fault: string): void => {
  const { file, now } = options;
  const draft = recoveredDraft(file);
  // An earlier note, of a recovery that was never recorded, must not place a half-made journal.
  damageNote(file).drop();
  const built = build(draft, sourceCopy(file), options);
  syncFile(draft);
  recoveryNote(file).recovered(built.lastAt);
  damageNote(file).write({ at: now, fault, ...built });
};

/**
 * Does nothing unless a journal was recovered; null then. Moves the damaged file to `damaged/` beside it, and
 * checkpoints of lost rows too; the recovered journal takes its place. Says what was recovered until that is recorded,
 * even if an earlier start did it. The caller holds the lock. Throws NodeJS.ErrnoException.
 */
export const placeRecovered = ({ file, checkpoints }: RecoverOptions): Recovered | null => {
  const draft = recoveredDraft(file);
  const damage = damageNote(file).read();
  removeDatabase(sourceCopy(file));
  if (!damage) {
    removeDatabase(draft);
    return null;
  }
  const quarantined = existsSync(draft)
    ? replaceJournal({ ...damage, file, draft, checkpoints, into: 'damaged' })
    : null;
  return { ...damage, quarantined };
};
