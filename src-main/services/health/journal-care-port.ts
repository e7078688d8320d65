import type { Backup, BackupGap, JournalFacts, RestoreRefusal } from '#domain/health/journal-facts.ts';
import type { Head } from '#domain/journal/chained-row.ts';
import type { PushedRow } from '#domain/office/push.ts';
import type { Acting } from '#services/staff/session-types.ts';

/** Where a restored journal comes from: the office's address, and its own names for this till. */
export interface FromOffice {
  readonly address: string;
  readonly station: string;
  readonly storeName: string;
  readonly stationName: string;
}

/** Follows the progress of a check, in rows, and can stop it. */
export interface DraftOptions {
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** A journal that is being received from the office. Every call but `drop` may throw what the disk throws. */
export interface JournalDraft {
  /** Whether the disk has room for a journal of so many rows, judged also by how much those take that it has. */
  hasRoomFor(rows: number): boolean;
  /** Adds rows after those that it has; false if they are not a journal's. */
  add(rows: readonly PushedRow[]): boolean;
  /**
   * Checks it, which takes minutes if it is long, and notes that it takes the journal's place at the next opening.
   * `unsound`: it is not the complete, sound journal of this installation up to this end. If `unsound` or `stopped`,
   * nothing has changed.
   */
  ready(
    expected: { readonly installation: string; readonly end: Head },
    from: FromOffice,
    acting: Acting,
    options: DraftOptions,
  ): Promise<'ready' | 'unsound' | 'stopped'>;
  /** Call it at the end, whatever the outcome. */
  drop(): void;
}

/** What people see of the journal's checks and backups, and can do with them. Everything here is cheap to read. */
export interface JournalCare {
  facts(): JournalFacts;
  /** Newest first. */
  backups(): readonly Backup[];
  /** False if it failed; the log says why. */
  backUpNow(): Promise<boolean>;
  /** Checks every row in the background; does nothing while that is running. */
  checkNow(): void;
  /** What would be missing after a restore; undefined if the backup cannot be read. */
  gapOf(name: string): BackupGap | undefined;
  /** A journal without rows, beside the open one. */
  draft(): JournalDraft;
  /**
   * Checks a backup, which takes minutes if it is long, and notes that it takes the journal's place at the next
   * opening; null when that is noted. If it is refused, nothing changes. `mayRestore` is asked again after the check.
   */
  prepareRestore(name: string, acting: Acting, mayRestore: () => boolean): Promise<RestoreRefusal | null>;
}
