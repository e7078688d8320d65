/** Gets a backup ready to take the journal's place. The journal itself is not touched. */
import { copyFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type Database from 'better-sqlite3';
import type { RestoreRefusal } from '#domain/health/journal-facts.ts';
import type { AnchoredRow, JournalAnchor } from '#services/installation/anchor-port.ts';
import type { Log } from '#services/ports.ts';
import { putInPlace } from '#files/durable-file.ts';
import { backupsIn, removeDatabase } from '#sqlite/care/backup.ts';
import { openIfGood } from '#sqlite/care/recover.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { JournalRefused } from '#sqlite/file/refusal.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { reachIn } from '#sqlite/tail/reach.ts';
import type { Restore } from './restore-note.ts';
import { restoredDraft, restoreNote } from './restore-note.ts';

export interface RestorePorts {
  /** Absolute path of the journal. */
  readonly file: string;
  readonly backupsFolder: string;
  readonly journal: Pick<OpenJournal, 'reach' | 'lastRecord'>;
  readonly checkpoints: Pick<Checkpoints, 'signed'>;
  readonly anchor: Pick<JournalAnchor, 'expectRestore' | 'settled'>;
  readonly log: Log;
}

const IDENTITY = `SELECT payload ->> '$.identity' FROM events
  WHERE reference = 'house' AND type = 'installation-identified' ORDER BY sequence DESC LIMIT 1`;

/** Undefined in a journal of version 0.1, which has none yet. */
export const identityIn = (db: Database.Database): string | undefined => {
  const identity = db.prepare(IDENTITY).pluck().get();
  return typeof identity === 'string' ? identity : undefined;
};

/** Without an identity the first row tells journals apart. */
const isOfThisTill = (db: Database.Database, { journal }: RestorePorts): boolean => {
  const theirs = identityIn(db);
  if (theirs !== undefined) return theirs === journal.lastRecord('installation-identified')?.record.identity;
  return reachIn(db)().first === journal.reach().first;
};

/** Absolute path of a backup; undefined where there is none of that name. */
export const backupNamed = (backupsFolder: string, name: string): string | undefined =>
  backupsIn(backupsFolder).find((backup) => basename(backup) === name);

/** Undefined also for one of a newer version, and for an empty file, which SQLite would take for a new journal. */
const openBackup = (draft: string, { checkpoints }: RestorePorts): Database.Database | undefined => {
  if (statSync(draft).size === 0) return undefined;
  try {
    return openIfGood(draft, checkpoints.signed());
  } catch (error) {
    if (error instanceof JournalRefused && error.why === 'newer') return undefined;
    throw error;
  }
};

const openCopy = (draft: string, backup: string, ports: RestorePorts): Database.Database | RestoreRefusal => {
  copyFileSync(backup, draft);
  const db = openBackup(draft, ports);
  if (!db) return 'unusable';
  if (isOfThisTill(db, ports)) return db;
  db.close();
  return 'elsewhere';
};

/** Where the journal ends that takes this one's place. Closes it, in the one file that gets the journal's name. */
const closeWhole = (db: Database.Database): AnchoredRow & { readonly lastAt: number } => {
  try {
    const { sequence, hash, at: lastAt } = reachIn(db)();
    // Moves the write-ahead log into that file.
    db.pragma('journal_mode = DELETE');
    return { sequence, hash, lastAt };
  } finally {
    db.close();
  }
};

/**
 * Notes that the sound journal at `draft`, which is open, takes this one's place at the next opening. The note is written
 * last: without it the file means nothing. Throws NodeJS.ErrnoException.
 */
export const awaitRestored = async (
  { file, anchor }: Pick<RestorePorts, 'file' | 'anchor'>,
  { db, draft }: { readonly db: Database.Database; readonly draft: string },
  note: Omit<Restore, 'sequence' | 'lastAt'>,
): Promise<void> => {
  const { sequence, hash, lastAt } = closeWhole(db);
  putInPlace(draft, restoredDraft(file));
  anchor.expectRestore({ sequence, hash });
  // Or a power cut now would leave a journal that nobody seems to have asked for.
  await anchor.settled();
  restoreNote(file).write({ ...note, sequence, lastAt });
};

/** See `JournalCare.prepareRestore`. */
export const prepareRestore = async (
  ports: RestorePorts,
  name: string,
  { by, approvedBy }: Pick<Restore, 'by' | 'approvedBy'>,
  now: number,
): Promise<RestoreRefusal | null> => {
  const { file, backupsFolder, log } = ports;
  const backup = backupNamed(backupsFolder, name);
  if (backup === undefined) return 'gone';
  const draft = `${restoredDraft(file)}.new`;
  try {
    removeDatabase(draft);
    const db = openCopy(draft, backup, ports);
    if (typeof db === 'string') return db;
    await awaitRestored(ports, { db, draft }, { backup: name, office: null, at: now, by, approvedBy });
    return null;
  } catch (error) {
    log.error('the backup could not be made ready', { backup: name, error });
    return 'failed';
  } finally {
    removeDatabase(draft);
  }
};
