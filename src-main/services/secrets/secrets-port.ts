/** What protects the till's secrets if the computer has no key store. Interfaces only. */
import type { Handover } from '#domain/secrets/handover.ts';

/** The passphrase of a till whose computer has no key store. */
export interface Passphrase {
  /** `none`: nobody has made one. `locked`: nobody has entered it since the start. */
  state(): 'none' | 'locked' | 'open';
  /** `wrong`: a wrong passphrase, or somebody changed the file. `damaged`: the file cannot be read. */
  open(passphrase: string): Promise<'open' | 'wrong' | 'damaged'>;
  /** Sets the first one. Throws if there is one already, or if the disk refuses. */
  make(passphrase: string): Promise<void>;
  /**
   * Changes it; the key stays the same, so nothing has to be sealed again. Nothing changes before `commit`, which throws
   * if the disk refuses. A power cut leaves the former passphrase or the new one.
   */
  change(former: string, passphrase: string): Promise<'wrong' | 'damaged' | { readonly commit: () => void }>;
}

/** Wrong passphrases in a row. Stored on disk, so that a restart does not end the wait. */
export interface Attempts {
  readonly failures: number;
  /** Epoch ms. */
  readonly failedAt: number;
}

/**
 * `read` throws OutOfReach while the system does not let it be read and it was not read before; `write` throws
 * NodeJS.ErrnoException if it cannot be written.
 */
export interface AttemptsFile {
  read(): Attempts;
  write(attempts: Attempts): void;
}

/** A secret that is stored unencrypted if there is nothing to seal it with. */
export interface SealableSecret {
  /** Seals it if that is possible now; otherwise does nothing. Throws if it cannot be written. */
  seal(): Promise<void>;
}

/** The key that signs the journals. */
export interface RenewableSigningKey extends SealableSecret {
  /** The handovers from key to key that led to it, the earliest first. */
  handovers(): readonly Handover[];
  /**
   * The key in use hands over to a new one, which replaces it. On disk when it resolves: first the handover, then the
   * key, so a power cut leaves either key in use. Throws if it cannot be written.
   */
  renew(acting: Pick<Handover, 'by' | 'approvedBy'>): Promise<void>;
}

/** The secret that is mixed into every PIN's hash. */
export interface RenewablePepper extends SealableSecret {
  /** Replaces it. Former ones are kept until no PIN needs them. Throws if it cannot be written. */
  renew(): Promise<void>;
}
