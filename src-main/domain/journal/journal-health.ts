import type { DiskTrouble } from './disk-trouble.ts';

/** How the journal is, beside what it holds. */
export interface JournalHealth {
  /** Why the disk does not take what is written; null while it does. */
  readonly diskTrouble: DiskTrouble | null;
  /** A check has found the journal damaged while it is in use; the next start recovers it. */
  readonly damaged: boolean;
  /** What a recovery imported from the gateway: `found` payments, null until the gateway has answered. */
  readonly recovery: { readonly found: number | null } | null;
}
