import type { Backup, BackupGap, JournalFacts, RestoreRefusal } from '#domain/health/journal-facts.ts';
import type { Head } from '#domain/journal/chained-row.ts';
import type { PushedRow } from '#domain/office/push.ts';
import type { Acting } from '#services/staff/session-types.ts';

/** Where a journal was kept that comes to this computer: the office's address, and its own names of this till. */
export interface FromOffice {
  readonly address: string;
  readonly station: string;
  readonly storeName: string;
  readonly stationName: string;
}

/** Hears how far a check is, by rows, and stops it. */
export interface DraftWatch {
  readonly tell: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Another journal while it comes to this computer. Every call but `drop` may throw what the disk throws. */
export interface JournalDraft {
  /** Adds the rows after those that it has; false where they are none of a journal. */
  add(rows: readonly PushedRow[]): boolean;
  /**
   * Checks it, which takes minutes when it is long, and notes that it takes the journal's place at the next opening.
   * `unsound`: it is not the whole, sound journal of this installation up to this end, and nothing has changed, as where
   * it was stopped.
   */
  ready(
    expected: { readonly installation: string; readonly end: Head },
    from: FromOffice,
    acting: Acting,
    watch: DraftWatch,
  ): Promise<'ready' | 'unsound' | 'stopped'>;
  /** To be called at the end, whatever came of it. */
  drop(): void;
}

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
  /** A journal without rows, beside the open one. */
  draft(): JournalDraft;
  /**
   * Checks a backup, which takes minutes when it is long, and notes that it takes the journal's place at the next opening;
   * null when that is noted. Changes nothing where it is refused, as it is when nothing may be restored any more by then.
   */
  prepareRestore(name: string, acting: Acting, mayRestore: () => boolean): Promise<RestoreRefusal | null>;
}
