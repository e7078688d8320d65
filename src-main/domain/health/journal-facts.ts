/** The state of the journal's file and of its checks. */
export interface JournalFacts {
  readonly bytes: number;
  /** Of SQLite's write-ahead log. */
  readonly walBytes: number;
  readonly rows: number;
  /** When this program opened it; epoch ms. */
  readonly openedAt: number;
  /** When the last row was written; epoch ms, null in an empty journal. */
  readonly lastRowAt: number | null;
  /** When the end was last signed; epoch ms. */
  readonly signedAt: number | null;
  /** The last check of all rows. */
  readonly lastCheck: { readonly at: number; readonly sound: boolean } | null;
  /** Rows checked so far by the check that is running now. */
  readonly checking: { readonly done: number; readonly of: number } | null;
  /** Free space on its disk; null if the system does not say. */
  readonly freeBytes: number | null;
}

export interface Backup {
  /** Of its file. */
  readonly name: string;
  /** When it was made; epoch ms. */
  readonly at: number;
  readonly bytes: number;
}

/** What the journal has and a backup lacks. */
export interface BackupGap {
  /** When the backup's last row was written; epoch ms, 0 without a row. */
  readonly lastAt: number;
  readonly rows: number;
  readonly payments: number;
  readonly refunds: number;
  readonly zs: number;
}

/**
 * Why a backup cannot replace the journal: there is no such file; it is unsound or its past differs from the journal's;
 * it is another till's; a payment began while it was checked; or the disk refused.
 */
export type RestoreRefusal = 'gone' | 'unusable' | 'elsewhere' | 'payment-running' | 'failed';
