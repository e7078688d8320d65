import Database from 'better-sqlite3';
import type { BackupGap } from '#domain/health/journal-facts.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { backupNamed } from '#sqlite/restore/backup.ts';
import type { Reach } from '#sqlite/rows/reach.ts';
import { reachIn } from '#sqlite/rows/reach.ts';

const reachOf = (backup: string): Reach | undefined => {
  try {
    const db = new Database(backup, { readonly: true, fileMustExist: true });
    try {
      return reachIn(db)();
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
};

/**
 * What the journal holds and the backup does not; undefined if the backup cannot be read, for example because it is in
 * an older format.
 */
export const backupGap = (
  journal: Pick<OpenJournal, 'reach'>,
  backupsFolder: string,
  name: string,
): BackupGap | undefined => {
  const backup = backupNamed(backupsFolder, name);
  const theirs = backup === undefined ? undefined : reachOf(backup);
  if (!theirs) return undefined;
  const ours = journal.reach();
  const lacks = (of: 'sequence' | 'payments' | 'refunds' | 'zs'): number =>
    Math.max(0, ours[of] - theirs[of]);
  return {
    lastAt: theirs.at,
    rows: lacks('sequence'),
    payments: lacks('payments'),
    refunds: lacks('refunds'),
    zs: lacks('zs'),
  };
};
