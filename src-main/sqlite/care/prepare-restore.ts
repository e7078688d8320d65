/** Gets a backup ready to take the journal's place. The journal itself is not touched. */
import Database from 'better-sqlite3';
import type { RestoreRefusal } from '#domain/health/journal-facts.ts';
import type { AnchoredRow, JournalAnchor } from '#services/installation/anchor-port.ts';
import type { Log } from '#services/ports.ts';
import { putInPlace } from '#files/durable-file.ts';
import { backupNamed, removeDatabase } from '#sqlite/restore/backup.ts';
import { inBackground } from '#sqlite/worker/background.ts';
import type { JournalWorker } from '#sqlite/worker/journal-job.ts';
import { isLong } from '#sqlite/worker/journal-job.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { reachIn } from '#sqlite/rows/reach.ts';
import { refuseWithoutRoom } from '#sqlite/file/disk-space.ts';
import type { CopyBackup } from '#sqlite/restore/copy-backup.ts';
import { copyBackup } from '#sqlite/restore/copy-backup.ts';
import { identityIn } from '#sqlite/restore/identity-in.ts';
import type { Restore } from '#sqlite/restore/restore-note.ts';
import { restoredDraft, restoreNote } from '#sqlite/restore/restore-note.ts';

export interface RestorePorts {
  /** Absolute path of the journal. */
  readonly file: string;
  /** Does long work in a worker. */
  readonly worker: JournalWorker;
  readonly backupsFolder: string;
  readonly journal: Pick<OpenJournal, 'reach' | 'lastRecord'>;
  readonly checkpoints: Pick<Checkpoints, 'signedSlices'>;
  readonly anchor: Pick<JournalAnchor, 'expectRestore' | 'settled'>;
  readonly log: Log;
  /** Free space on the journal's disk; null if the system does not say. */
  readonly freeBytes: () => number | null;
}

/** Without an identity the first row tells journals apart. */
const isOfThisTill = (db: Database.Database, { journal }: RestorePorts): boolean => {
  const theirs = identityIn(db);
  if (theirs !== undefined) return theirs === journal.lastRecord('installation-identified')?.record.identity;
  return reachIn(db)().first === journal.reach().first;
};

/** Where a journal ends, and when its last row was written (epoch ms). */
export type Ending = AnchoredRow & { readonly lastAt: number };

/** The journal's length decides where to work: a backup hardly has more rows. */
const copyAndCheck = async (job: CopyBackup, { worker, journal }: RestorePorts): Promise<Checked> => {
  if (!isLong(journal.reach().sequence)) return copyBackup(job);
  const checked = await worker({ what: 'restore', ...job });
  if (!checked) throw new Error('The backup was not checked.');
  return checked;
};

const makeReady = async (
  draft: string,
  backup: string,
  ports: RestorePorts,
): Promise<Ending | RestoreRefusal> => {
  const signed = await inBackground(ports.checkpoints.signedSlices()).result;
  if (!signed) throw new Error('The checkpoints were not read.');
  const checked = await copyAndCheck({ draft, backup, signed }, ports);
  if (!checked.ok) return 'unusable';
  const db = new Database(draft, { readonly: true, fileMustExist: true });
  try {
    if (!isOfThisTill(db, ports)) return 'elsewhere';
    const { sequence, hash, at: lastAt } = reachIn(db)();
    return { sequence, hash, lastAt };
  } finally {
    db.close();
  }
};

/** The restore as asked for, before anything is known about the backup. */
export type AskedRestore = Omit<Restore, 'sequence' | 'lastAt'>;

/**
 * Notes that the sound, closed journal at `draft`, which ends at the given row, takes this one's place at the next
 * opening. The note is written last: without it the file is ignored. Throws NodeJS.ErrnoException.
 */
export const awaitRestored = async (
  { file, anchor }: Pick<RestorePorts, 'file' | 'anchor'>,
  draft: string,
  { sequence, hash, lastAt }: Ending,
  asked: AskedRestore,
): Promise<void> => {
  const note = restoreNote(file);
  // That of another backup, chosen before, must not place this one.
  note.drop();
  putInPlace(draft, restoredDraft(file));
  anchor.expectRestore({ sequence, hash, askedAt: asked.at });
  // Otherwise a power cut now would leave a restored journal that nobody seems to have asked for.
  await anchor.settled();
  note.write({ ...asked, sequence, lastAt });
};

/** See `JournalCare.prepareRestore`. */
export const prepareRestore = async (
  ports: RestorePorts,
  asked: Omit<AskedRestore, 'office'> & { readonly backup: string },
  mayRestore: () => boolean,
): Promise<RestoreRefusal | null> => {
  const { file, backupsFolder, log, freeBytes } = ports;
  const backup = backupNamed(backupsFolder, asked.backup);
  if (backup === undefined) return 'gone';
  const draft = `${restoredDraft(file)}.new`;
  try {
    removeDatabase(draft);
    refuseWithoutRoom(backup, freeBytes());
    const ready = await makeReady(draft, backup, ports);
    if (typeof ready === 'string') return ready;
    if (!mayRestore()) return 'payment-running';
    await awaitRestored(ports, draft, ready, { ...asked, office: null });
    return null;
  } catch (error) {
    log.error('the backup could not be made ready', { backup: asked.backup, error });
    return 'failed';
  } finally {
    removeDatabase(draft);
  }
};
