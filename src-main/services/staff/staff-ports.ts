/** The people of an installation and their PINs, as the services know them. Interfaces only. */
import type { Person } from '#domain/staff/staff.ts';

/** What is kept of a PIN: enough to verify it, not to read it. */
export interface PinVerifier {
  /** Base64; each person has their own. */
  readonly salt: string;
  /** scrypt's N when it was made. */
  readonly cost: number;
  /** Base64. */
  readonly hash: string;
  /** Names the pepper that it was mixed with; earlier versions had but one. */
  readonly pepper?: string | undefined;
}

export interface StaffMember extends Person {
  readonly pin: PinVerifier;
  /** Wrong PINs in a row. */
  readonly failures: number;
  /** When the last of them was entered; epoch ms. */
  readonly failedAt: number;
}

/** The people of this installation, one list for all environments. */
export interface StaffFile {
  read(): readonly StaffMember[];
  /** On disk when it returns; throws when the disk fails. */
  write(people: readonly StaffMember[]): void;
}

/** `fits-former`: mixed with a secret that is not in use any more, and to be kept anew. */
export type PinFit = 'fits' | 'fits-former';

/** Verifies PINs without keeping them. 'unavailable': the secret that is hashed with them cannot be opened. */
export interface PinKeeper {
  keep(pin: string): Promise<PinVerifier | 'unavailable'>;
  /** Takes the same time whatever the PIN. */
  check(pin: string, verifier: PinVerifier): Promise<PinFit | 'wrong' | 'unavailable'>;
}
