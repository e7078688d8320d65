/** The people of an installation and their PINs. Interfaces only. */
import type { Person, StaffRole } from '#domain/staff/staff.ts';

/** What is stored of a PIN: enough to verify it, not to read it. */
export interface PinVerifier {
  /** Base64; each person has their own. */
  readonly salt: string;
  /** scrypt's N when it was made. */
  readonly cost: number;
  /** Base64. */
  readonly hash: string;
  /** The role that was hashed with it, as was the person's id; earlier versions hashed the PIN alone. */
  readonly role?: StaffRole | undefined;
  /** Names the pepper that it was hashed with; earlier versions had only one. */
  readonly pepper?: string | undefined;
}

/** Fits no PIN. */
export const NO_PIN: PinVerifier = { salt: '', cost: 2 ** 15, hash: '' };

export interface StaffMember extends Person {
  readonly pin: PinVerifier;
}

/** What a staff list proves about itself. */
export interface StaffStanding {
  /** A name for each time it was written, the latest last; empty if an earlier version wrote it. */
  readonly versions: readonly string[];
  /**
   * Whether this installation sealed it. `none`: it has no seal, as in earlier versions. `unknown`: the key cannot be
   * opened now.
   */
  readonly seal: 'right' | 'wrong' | 'none' | 'unknown';
}

/** The people of this installation, one list for all environments. */
export interface StaffFile {
  read(): readonly StaffMember[];
  /**
   * On disk when it returns; throws when the disk fails. `after`: the versions that this list descends from, if those
   * in the file cannot be trusted.
   */
  write(people: readonly StaffMember[], after?: readonly string[]): void;
  /** Reads the list from disk again and returns what it proves. */
  examine(): Promise<StaffStanding>;
  /** What the list proves, as it was last examined or written. */
  readonly standing: StaffStanding;
}

/** Compares the list on disk with what the journal last knew, records what differs and undoes what must not stay. */
export interface StaffComparison {
  /** Throws when the disk refuses. */
  compare(): Promise<void>;
}

/** `fits-former`: it fits, but was hashed with a former pepper and should be hashed anew. */
export type PinFit = 'fits' | 'fits-former';

/**
 * Hashes and verifies PINs without storing them; each is hashed with its person's id and role. 'unavailable': the
 * pepper cannot be opened.
 */
export interface PinHasher {
  hash(pin: string, person: Pick<Person, 'id' | 'role'>): Promise<PinVerifier | 'unavailable'>;
  /** Takes the same time for every PIN. */
  verify(pin: string, verifier: PinVerifier, id: string): Promise<PinFit | 'wrong' | 'unavailable'>;
}
