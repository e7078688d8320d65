import type { DiskTrouble } from './disk-trouble.ts';

/** Whether the journal can be written and trusted. */
export interface JournalHealth {
  /** Why the journal cannot be written; null while it can. */
  readonly diskTrouble: DiskTrouble | null;
  /** A check has found the journal damaged while it is in use; the next start recovers it. */
  readonly damaged: boolean;
  /** What a recovery imported from the gateway: `found` payments, null until the gateway has answered. */
  readonly recovery: { readonly found: number | null } | null;
}
