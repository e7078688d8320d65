/** The names of activity records, audit entries and exports. Free of zod, since windows import them. */

/** The types of activity records that an auditor reads. */
const AUDITED_TYPES = [
  'signed-in',
  'signed-out',
  'pin-refused',
  'permission-refused',
  'rights-lent',
  'rights-used',
  'staff-added',
  'staff-changed',
  'staff-left',
  'pin-changed',
  'staff-reset',
  'settings-changed',
  'went-live',
  'payment-set-aside',
  'till-freed',
  'kiosk-left',
  'shift-opened',
  'shift-closed',
  'signed-off',
  'day-closed',
  'receipt-printed',
  'receipt-saved',
  'z-printed',
  'exported',
  'reconciled',
  'installation-identified',
  'tail-lost',
  'tail-accepted',
  'journal-restored',
  'passphrase-made',
  'passphrase-changed',
  'passphrase-guessed',
  'secrets-lost',
  'pepper-renewed',
  'signing-key-renewed',
  'journal-alarm',
  'alarm-accepted',
  'program-changed',
  'update-scheduled',
  'staff-differs',
  'till-differs',
  'differences-read',
  'office-connected',
  'office-restored',
  'office-disconnected',
  'office-refused',
  'office-alarm',
] as const;

/** Every type of activity record. `till-known` is the till's own memory, which no auditor needs to read. */
export const RECORD_TYPES = [...AUDITED_TYPES, 'till-known'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/**
 * What an auditor can filter by, in the order of the screen: records, events that a person caused, and events by which
 * the gateway corrects a settlement by hand.
 */
export const AUDIT_KINDS = [
  ...AUDITED_TYPES,
  'cancel-asked',
  'late-accepted',
  'refund-intended',
  'settled',
  'corrected',
  'refund-settled',
  'refund-corrected',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What an exported file can hold. */
export const EXPORTED_KINDS = ['payments', 'z', 'z-pdf', 'audit', 'reconciliation', 'overview'] as const;
export type ExportedKind = (typeof EXPORTED_KINDS)[number];

/**
 * How the version changed: by a signed update; by an update that was not installed after all; by a roll-back; or,
 * `found` at a start, by other means than the till's own.
 */
export const PROGRAM_CHANGES = ['update', 'update-failed', 'rolled-back', 'found'] as const;
