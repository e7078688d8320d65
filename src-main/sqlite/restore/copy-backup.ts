/** Copies a backup and checks the whole copy; done in a worker, however long it takes. */
import { copyFileSync, statSync } from 'node:fs';
import { syncFile } from '#files/durable-file.ts';
import { openIfGood } from './recover.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { JournalRefused } from '#sqlite/file/refusal.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';

export interface CopyBackup {
  /** Absolute paths. */
  readonly backup: string;
  readonly draft: string;
  /** Signed hashes, by their rows' numbers. */
  readonly signed: ReadonlyMap<number, string>;
}

/** Also if it comes from a newer version, or is an empty file, which SQLite would take for a new journal. */
const UNUSABLE: Checked = { ok: false, sequence: null, why: 'the backup is not sound' };

/** Moves the copy's write-ahead log into the database file, which will get the journal's name, and flushes that. */
const checkCopied = ({ draft, signed }: CopyBackup): Checked => {
  const db = openIfGood(draft, signed);
  if (!db) return UNUSABLE;
  try {
    db.pragma('journal_mode = DELETE');
    return { ok: true, ...eventsTable(db).head() };
  } finally {
    db.close();
    syncFile(draft);
  }
};

/** Throws what the disk throws. */
export const copyBackup = (job: CopyBackup): Checked => {
  copyFileSync(job.backup, job.draft);
  if (statSync(job.draft).size === 0) return UNUSABLE;
  try {
    return checkCopied(job);
  } catch (error) {
    if (error instanceof JournalRefused && error.why === 'newer') return UNUSABLE;
    throw error;
  }
};
