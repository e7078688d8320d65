import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { Environment } from '#domain/shop/environment.ts';

/** A row of the journal and its hash; 0 and '' stand for an empty journal. */
export interface AnchoredRow {
  readonly sequence: number;
  readonly hash: string;
}

/** The last running numbers that a journal gave; 0 before the first. */
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
  /** Null in an anchor that an earlier version sealed. */
  readonly numbers: RunningNumbers | null;
  /** The last row of the backup that a manager has chosen to take the journal's place; null while there is none. */
  readonly restoring: AnchoredRow | null;
}

/**
 * Where one journal ended, and who signed it, sealed by the system's key store: whoever has the data folder, but not the
 * key store, cannot make another. A journal a little ahead of its anchor is normal, since it is written first; one behind
 * it has been cut or replaced.
 */
export interface JournalAnchor {
  /** Whether the journal may be gone without an alarm: in training, whose folder is deleted to begin anew, nothing is proven. */
  readonly mayBeginAnew: boolean;
  /** As found at the start, and moved since; null where this journal was never anchored. */
  anchored(): Anchored | null;
  /** What the anchors themselves have shown and this journal has not recorded yet. */
  alarms(): readonly JournalAlarm[];
  /** The journal was opened, ends here now, and has recorded every alarm; no backup is awaited any more. */
  begin(end: JournalEnd): void;
  /** The journal ends here. On disk soon; the newest of several calls counts. */
  move(end: JournalEnd): void;
  /** A manager has chosen a backup that ends with this row. */
  expectRestore(row: AnchoredRow): void;
  /** Resolves when everything asked for is on disk, or the log says why not. Never rejects. */
  settled(): Promise<void>;
}

/** The anchors of all journals of this till. */
export interface Anchors {
  of(environment: Environment): JournalAnchor;
}
