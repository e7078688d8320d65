import type { Backup, BackupGap, JournalFacts, RestoreRefusal } from '#domain/health/journal-facts.ts';
import type { Acting } from '#services/staff/session-types.ts';

/** What keeps the journal, as people see and use it. Nothing here is expensive to read. */
export interface JournalCare {
  facts(): JournalFacts;
  /** Newest first. */
  backups(): readonly Backup[];
  /** False where it failed; the log says why. */
  backUpNow(): Promise<boolean>;
  /** Checks every row in the background; does nothing while that is running. */
  checkNow(): void;
  /** What would be missing after a restore; undefined where the backup cannot be read. */
  gapOf(name: string): BackupGap | undefined;
  /**
   * Checks a backup, which takes minutes when it is long, and notes that it takes the journal's place at the next opening;
   * null when that is noted. Changes nothing where it is refused, as it is when nothing may be restored any more by then.
   */
  prepareRestore(name: string, acting: Acting, mayRestore: () => boolean): Promise<RestoreRefusal | null>;
}
