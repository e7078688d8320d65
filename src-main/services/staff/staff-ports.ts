/** The people of an installation and their PINs, as the services know them. Interfaces only. */
import type { Person } from '#domain/staff/staff.ts';

/** What is kept of a PIN: enough to know it again, not to tell it. */
export interface PinVerifier {
  /** Base64, of this person alone. */
  readonly salt: string;
  /** scrypt's N when it was made. */
  readonly cost: number;
  /** Base64. */
  readonly hash: string;
}

export interface StaffMember extends Person {
  readonly pin: PinVerifier;
  /** Wrong PINs in a row. */
  readonly failures: number;
  /** When the last of them came; epoch ms. */
  readonly failedAt: number;
}

/** The people of this installation, one list for all environments. */
export interface StaffFile {
  read(): readonly StaffMember[];
  /** On disk when it returns; throws when the disk will not have it. */
  write(people: readonly StaffMember[]): void;
}

/** Knows PINs again without keeping them. 'unavailable': what this installation mixes into them cannot be opened. */
export interface PinKeeper {
  keep(pin: string): Promise<PinVerifier | 'unavailable'>;
  /** Takes the same time whatever the PIN. */
  check(pin: string, verifier: PinVerifier): Promise<'fits' | 'wrong' | 'unavailable'>;
}
