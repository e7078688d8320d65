/** What updates need from outside. Interfaces only. */
import type { SignedOffer } from '#domain/update/offer.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import type { Acting } from '#services/staff/session-types.ts';

export type FeedRead =
  /** An offer whose signature is valid. */
  | { readonly kind: 'offer'; readonly signed: SignedOffer }
  | { readonly kind: 'failed'; readonly why: UpdateFault };

export interface Feed {
  /** The newest offer for this kind of computer or, if `version` is given, that version's offer. */
  read(address: string, version?: string): Promise<FeedRead>;
}

/** Installers on this computer's disk, each stored with its signed offer. */
export interface Installers {
  /**
   * Fetches an installer, waiting for `whenIdle` before each piece; null once it is here and proven to be the signed
   * one.
   */
  fetch(address: string, signed: SignedOffer, whenIdle: () => Promise<void>): Promise<UpdateFault | null>;
  /** The offer of a stored installer, if its signature, size and hash are still right; reads the whole file again. */
  check(version: string): Promise<SignedOffer | null>;
  /** Removes all other installers. Never throws. */
  keepOnly(versions: readonly string[]): void;
}

export interface InstallerRun {
  /**
   * Runs an installer that was just checked; false if it did not install. This program is blocked meanwhile. `isBack`:
   * it is a roll-back to an older version.
   */
  run(signed: SignedOffer, isBack: boolean): Promise<boolean>;
  /** Ends this program; the installed version starts. */
  leave(): void;
}

/** An update that began, until the new version has shown its first screen. */
export interface BegunUpdate {
  readonly from: string;
  readonly to: string;
  /** How often the new version has been started since. */
  readonly starts: number;
}

export interface NotedUpdate {
  /** The newest version that was ever offered here with a good signature. */
  readonly newestSeen: string | null;
  /** Versions that did not reach their first screen here. */
  readonly failed: readonly string[];
  /** The version that was to be installed when the day is closed, and who asked for it; see `scheduledBy`. */
  readonly wish: (Acting & { readonly version: string }) | null;
  readonly begun: BegunUpdate | null;
  /** What the journal does not know yet, because it was not open when it happened. */
  readonly untold: {
    readonly how: 'update-failed' | 'rolled-back';
    readonly from: string;
    readonly to: string;
  } | null;
}

export interface UpdateNote {
  /** Throws OutOfReach while the system does not let it be read and it was not read before. */
  read(): NotedUpdate;
  /** Throws NodeJS.ErrnoException if it cannot be written. */
  write(noted: NotedUpdate): void;
}
