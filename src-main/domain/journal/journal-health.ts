import type { DiskTrouble } from './disk-trouble.ts';
import type { JournalAlarm } from './journal-alarm.ts';

/**
 * Why rows may be missing, the gravest first: the file was damaged, its end is gone, the office had not got all of it when
 * the till was restored, or nothing shows that it is whole.
 */
export const RECOVERY_CAUSES = ['damaged', 'tail-lost', 'from-office', 'unsure'] as const;

/** How far the till is with what the journal has lost. */
export interface RecoveryState {
  readonly why: (typeof RECOVERY_CAUSES)[number];
  /** Rows that are known to be gone; null where nothing shows how many. */
  readonly rows: number | null;
  /** Rows that came from the office; null where none did. */
  readonly received: number | null;
  /** How many Zs were among them. */
  readonly zsLost: number;
  /** Payments and refunds imported from the gateway; null until it has answered. */
  readonly found: number | null;
  /** False when the gateway has answered, but could not be shown to have listed everything. */
  readonly complete: boolean;
}

/** Whether the journal can be written and trusted. */
export interface JournalHealth {
  /** Why the journal cannot be written; null while it can. */
  readonly diskTrouble: DiskTrouble | null;
  /** A check has found the journal damaged while it is in use; the next start recovers it. */
  readonly damaged: boolean;
  /** What shows that it may have been rewritten, the gravest; null when nothing does, or a manager has read it. */
  readonly alarm: JournalAlarm | null;
  /** Null when nothing is lost, or a person has read what came of it. */
  readonly recovery: RecoveryState | null;
}
