import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { Environment } from '#domain/shop/environment.ts';

/** A row of the journal and its hash; 0 and '' stand for an empty journal. */
export interface AnchoredRow {
  readonly sequence: number;
  readonly hash: string;
}

/** The last row of the backup that a manager has chosen to take the journal's place. */
export interface ExpectedRestore extends AnchoredRow {
  /** When it was asked for; epoch ms. Null if an earlier version sealed the anchor. */
  readonly askedAt: number | null;
}

/** The last running numbers that a journal used; 0 before the first. */
export interface RunningNumbers {
  readonly payments: number;
  readonly refunds: number;
  readonly zs: number;
  readonly shifts: number;
}

/** Where a journal ends. */
export interface JournalEnd extends AnchoredRow, RunningNumbers {}

/** What was last sealed about one journal. */
export interface Anchored extends AnchoredRow {
  /** Null if an earlier version sealed the anchor. */
  readonly numbers: RunningNumbers | null;
  /** Null while no restore is pending. */
  readonly restoring: ExpectedRestore | null;
}

/**
 * Where one journal ended, and which key signed it, sealed by the system's key store. A person who has the data folder
 * but not the key store cannot forge it. A journal slightly ahead of its anchor is normal, since it is written first;
 * one behind its anchor was cut or replaced.
 */
export interface JournalAnchor {
  /** Whether the journal may be missing without an alarm, as in training, whose folder people delete to start over. */
  readonly mayBeginAnew: boolean;
  /** As found at the start, and moved since; null if this journal was never anchored. */
  anchored(): Anchored | null;
  /** Alarms that the anchors have raised and this journal has not recorded yet. */
  alarms(): readonly JournalAlarm[];
  /** The journal was opened, ends here now, and has recorded every alarm. No restore is pending any more. */
  begin(end: JournalEnd): void;
  /** The journal ends here now. Written soon after; of several calls the newest counts. */
  move(end: JournalEnd): void;
  /** A manager has chosen a backup. */
  expectRestore(restore: ExpectedRestore): void;
  /** Resolves when everything asked for is on disk, or the log says why not. Never rejects. */
  settled(): Promise<void>;
}

/** The anchors of all journals of this till. */
export interface Anchors {
  of(environment: Environment): JournalAnchor;
}
