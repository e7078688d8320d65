import type { DiskTrouble } from './disk-trouble.ts';
import type { JournalAlarm } from './journal-alarm.ts';

/**
 * Why rows may be missing, the gravest first: the file was damaged; its tail is gone; the office did not have all rows
 * when the till was restored from it; or nothing shows that the journal is whole.
 */
export const RECOVERY_CAUSES = ['damaged', 'tail-lost', 'from-office', 'unsure'] as const;

/** How far the till has recovered what the journal lost. */
export interface RecoveryState {
  readonly why: (typeof RECOVERY_CAUSES)[number];
  /** Rows known to be lost; null if nothing shows how many. */
  readonly rows: number | null;
  /** Rows that came from the office; null if none did. */
  readonly received: number | null;
  /** How many Zs were lost. */
  readonly zsLost: number;
  /** Payments and refunds imported from the gateway; null until it has answered. */
  readonly found: number | null;
  /** False if the gateway has answered, but its list may be incomplete. */
  readonly complete: boolean;
}

/** Whether the journal can be written and trusted. */
export interface JournalHealth {
  /** Why the journal cannot be written; null while it can. */
  readonly diskTrouble: DiskTrouble | null;
  /** A check has found the journal damaged while it is in use; the next start recovers it. */
  readonly damaged: boolean;
  /** The gravest sign that it may have been rewritten; null if there is none or a manager has accepted it. */
  readonly alarm: JournalAlarm | null;
  /** Null if nothing was lost, or a person has dismissed the notice about it. */
  readonly recovery: RecoveryState | null;
}
