/** The people of an installation and their PINs, as the services know them. Interfaces only. */
import type { Person, StaffRole } from '#domain/staff/staff.ts';

/** What is kept of a PIN: enough to verify it, not to read it. */
export interface PinVerifier {
  /** Base64; each person has their own. */
  readonly salt: string;
  /** scrypt's N when it was made. */
  readonly cost: number;
  /** Base64. */
  readonly hash: string;
  /** Whose role it was hashed for, with their id; earlier versions hashed the PIN alone. */
  readonly role?: StaffRole | undefined;
  /** Names the pepper that it was mixed with; earlier versions had but one. */
  readonly pepper?: string | undefined;
}

/** Fits no PIN. */
export const NO_PIN: PinVerifier = { salt: '', cost: 2 ** 15, hash: '' };

export interface StaffMember extends Person {
  readonly pin: PinVerifier;
}

/** What a staff list proves of itself. */
export interface StaffStanding {
  /** A name for each time that it was written, the last of them last; none where an earlier version wrote it. */
  readonly versions: readonly string[];
  /**
   * Whether it is sealed as this installation seals it. `none`: not at all, as by an earlier version. `unknown`: the key
   * cannot be opened now.
   */
  readonly seal: 'right' | 'wrong' | 'none' | 'unknown';
}

/** The people of this installation, one list for all environments. */
export interface StaffFile {
  read(): readonly StaffMember[];
  /**
   * On disk when it returns; throws when the disk fails. `after`: the versions that it was written on from, where those in
   * the file are not to be believed.
   */
  write(people: readonly StaffMember[], after?: readonly string[]): void;
  /** Reads the list from disk again, and says what it proves of itself. */
  examine(): Promise<StaffStanding>;
  /** What the list proves, as it was last examined or written. */
  readonly standing: StaffStanding;
}

/** Compares the list on disk with what the journal last knew, records what differs and answers it. */
export interface StaffComparison {
  /** Throws when the disk refuses. */
  compare(): Promise<void>;
}

/** `fits-former`: mixed with a secret that is not in use any more, and to be kept anew. */
export type PinFit = 'fits' | 'fits-former';

/**
 * Verifies PINs without keeping them, each hashed with its person's id and role. 'unavailable': the secret that is hashed
 * with them cannot be opened.
 */
export interface PinKeeper {
  keep(pin: string, whose: Pick<Person, 'id' | 'role'>): Promise<PinVerifier | 'unavailable'>;
  /** Takes the same time whatever the PIN. */
  check(pin: string, verifier: PinVerifier, id: string): Promise<PinFit | 'wrong' | 'unavailable'>;
}
