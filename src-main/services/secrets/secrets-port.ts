/** What keeps the till's secrets where the computer has no key store. Interfaces only. */
import type { Handover } from '#domain/secrets/handover.ts';

/** The passphrase of a till whose computer has no key store. */
export interface Passphrase {
  /** `none`: nobody has made one. `locked`: nobody has entered it since the start. */
  state(): 'none' | 'locked' | 'open';
  /** `wrong` also where the file was changed by somebody; `damaged` where it cannot be read. */
  open(passphrase: string): Promise<'open' | 'wrong' | 'damaged'>;
  /** The first one. Throws where there is one already, or where the disk refuses. */
  make(passphrase: string): Promise<void>;
  /**
   * Another one over the same key, so that nothing has to be sealed anew. Nothing is changed before `keep`, which throws where
   * the disk refuses; a power cut leaves the former or the new one.
   */
  change(former: string, passphrase: string): Promise<'wrong' | 'damaged' | { readonly keep: () => void }>;
}

/** The wrong passphrases in a row, on disk, so that no restart ends the wait. */
export interface Attempts {
  readonly failures: number;
  /** Epoch ms. */
  readonly failedAt: number;
}

/** `write` throws NodeJS.ErrnoException where it cannot be written. */
export interface AttemptsFile {
  read(): Attempts;
  write(attempts: Attempts): void;
}

/** A secret that lies in the clear where there is nothing to seal it with. */
export interface SealableSecret {
  /** Seals it where that is possible by now, and does nothing else. Throws where it cannot be written. */
  seal(): Promise<void>;
}

/** The key that signs the journals. */
export interface RenewableSigningKey extends SealableSecret {
  /** How it came to sign, from key to key, the earliest first. */
  handovers(): readonly Handover[];
  /**
   * The key in use names a new one, which takes its place. On disk when it resolves: first who named whom, then the key. A
   * power cut leaves either. Throws where it cannot be written.
   */
  renew(acting: Pick<Handover, 'by' | 'approvedBy'>): Promise<void>;
}

/** The secret that is mixed into every PIN. */
export interface RenewablePepper extends SealableSecret {
  /** Another one from now on; those before it serve until nobody's PIN needs them. Throws where it cannot be written. */
  renew(): Promise<void>;
}
