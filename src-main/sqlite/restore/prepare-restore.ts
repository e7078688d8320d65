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

/** Journals of version 0.1 have no identity yet; then the first row tells them apart. */
const isOfThisTill = (db: Database.Database, { journal }: RestorePorts): boolean => {
  const theirs = db.prepare(IDENTITY).pluck().get();
  if (typeof theirs === 'string')
    return theirs === journal.lastRecord('installation-identified')?.record.identity;
  return reachIn(db)().first === journal.reach().first;
};

/** Absolute path of a backup; undefined where there is none of that name. */
export const backupNamed = (backupsFolder: string, name: string): string | undefined =>
  backupsIn(backupsFolder).find((backup) => basename(backup) === name);

type Ready = (AnchoredRow & { readonly lastAt: number }) | RestoreRefusal;

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

const makeReady = (draft: string, backup: string, ports: RestorePorts): Ready => {
  copyFileSync(backup, draft);
  const db = openBackup(draft, ports);
  if (!db) return 'unusable';
  try {
    if (!isOfThisTill(db, ports)) return 'elsewhere';
    const { sequence, hash, at: lastAt } = reachIn(db)();
    // Moves the write-ahead log into the one file that gets the journal's name.
    db.pragma('journal_mode = DELETE');
    return { sequence, hash, lastAt };
  } finally {
    db.close();
  }
};

/** See `JournalCare.prepareRestore`. The note is written last: without it the checked copy means nothing. */
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
    const ready = makeReady(draft, backup, ports);
    if (typeof ready === 'string') return ready;
    putInPlace(draft, restoredDraft(file));
    const { hash, ...noted } = ready;
    ports.anchor.expectRestore({ sequence: ready.sequence, hash });
    // Or a power cut now would leave a backup that nobody seems to have asked for.
    await ports.anchor.settled();
    restoreNote(file).write({ backup: name, ...noted, at: now, by, approvedBy });
    return null;
  } catch (error) {
    log.error('the backup could not be made ready', { backup: name, error });
    return 'failed';
  } finally {
    removeDatabase(draft);
  }
};
