/** What updates need from outside. Interfaces only. */
import type { SignedOffer } from '#domain/update/offer.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import type { Acting } from '#services/staff/session-types.ts';

export type FeedRead =
  /** Its signature is good. */
  | { readonly kind: 'offer'; readonly signed: SignedOffer }
  | { readonly kind: 'failed'; readonly why: UpdateFault };

export interface Feed {
  /** The newest offer for this kind of computer or, where a version is given, that one. */
  read(address: string, version?: string): Promise<FeedRead>;
}

/** Installers on this computer's disk, each beside the offer that was signed for it. */
export interface Installers {
  /** Fetches one, waiting before each piece for `whenIdle`; null once it is here and the one that was signed. */
  fetch(address: string, signed: SignedOffer, whenIdle: () => Promise<void>): Promise<UpdateFault | null>;
  /** The offer of an installer that is here, if its signature, size and hash are still right; all of it is read again. */
  check(version: string): Promise<SignedOffer | null>;
  /** Removes all others. Never throws. */
  keepOnly(versions: readonly string[]): void;
}

export interface InstallerRun {
  /**
   * Runs an installer that was just checked; false where it did not install. This program stands still meanwhile.
   * `isBack`: it is that of an older version than the one that runs.
   */
  run(signed: SignedOffer, isBack: boolean): Promise<boolean>;
  /** Ends this program; the other version starts. */
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
  /** Which version is to be installed when the day is closed, and who said so. */
  readonly wish: (Acting & { readonly version: string }) | null;
  readonly begun: BegunUpdate | null;
  /** What the journal was not told yet, because it was not open when it happened. */
  readonly untold: {
    readonly how: 'update-failed' | 'rolled-back';
    readonly from: string;
    readonly to: string;
  } | null;
}

export interface UpdateNote {
  read(): NotedUpdate;
  /** Throws NodeJS.ErrnoException where it cannot be written. */
  write(noted: NotedUpdate): void;
}
