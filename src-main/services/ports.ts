/** What the services need from outside. Interfaces only. */
import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import type { SetUpStage, SetUpStep } from '#domain/shop/set-up.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import type { Appearance } from '#domain/shop/appearance.ts';
import type { SettingName, Settings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { PhoneState } from '#services/training/phone-port.ts';

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Ms elapsed since an arbitrary moment, sleep included; setting the system's clock does not change it. */
  steady(): number;
  /**
   * Calls back once, when the time between now and `at` (epoch ms) has elapsed or as soon as possible after; the
   * result cancels it.
   */
  wakeAt(at: number, callback: () => void): () => void;
  /** The first midnight after `at` by this computer's time zone; epoch ms. */
  nextMidnight(at: number): number;
}

export interface Ids {
  requestId(): string;
  /** Random bytes for references. */
  bytes(count: number): Uint8Array;
  /** In [0, 1). */
  chance(): number;
}

/** SHA-256 of a text as UTF-8, in lower-case hex. */
export type Digest = (text: string) => string;

/** Kept beside the journal, in case it loses its last rows. */
export interface NotedInstallation {
  readonly identity: string;
  /** When the journal was opened in this place, oldest first; see `Gap` in `domain/installation`. */
  readonly openings: readonly string[];
  /** Which number the journal had reached when it came to this place; 0 where nothing shows it. */
  readonly reached: number;
}

export interface InstallationNote {
  /** Null where there is none, or none that can be read. What is of another place is left out: no openings, 0. */
  read(): NotedInstallation | null;
  write(noted: NotedInstallation): void;
}

/** What this computer's system knows of proxies and authorities. */
export interface SystemNetwork {
  /** The proxies for a URL as a PAC file answers, best first: 'PROXY 10.0.0.1:3128;DIRECT'. */
  proxiesFor(url: string): Promise<string>;
  /** Certificates of the authorities that the system trusts, in PEM texts of one or more. */
  roots(): readonly string[];
}

export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** `write` throws NodeJS.ErrnoException where it cannot be written. */
export interface AppearanceFile {
  read(): Appearance;
  write(appearance: Appearance): void;
}

/** The language that the customer of the sale that runs has chosen, if any. */
export interface CustomerFile {
  read(): LanguageName | null;
  /** Never throws: without a disk the choice holds until the till is closed. */
  keep(language: LanguageName | null): void;
}

export interface SettingsFile {
  read(): Settings;
  write(settings: Settings): void;
}

export interface CheckedSettingsFile extends SettingsFile {
  /** Settings for which the file had values that no rule admits when it was read; what is safe holds in their place. */
  readonly refused: readonly SettingName[];
}

/** Where the guided set-up stands; `kept` is what was typed in it so far, without the ApiKey. */
export interface SetUpNote {
  readonly stage: SetUpStage;
  readonly kept: KeptSetUp | null;
}

export interface KeptSetUp {
  readonly step: SetUpStep;
  readonly typed: TypedSettings;
  /** Whether the first shift opens as soon as somebody has signed in. */
  readonly opensShift: boolean;
  /** Whether the till then gets the journal of one that the office knows. */
  readonly restores: boolean;
}

/** What countertop.json prepares for the set-up of many tills. */
export type RollOut =
  | { readonly state: 'none' }
  | { readonly state: 'read'; readonly typed: TypedSettings }
  /** Nothing of it is used. `fault` names what is wrong: a field, or that it is no JSON. */
  | { readonly state: 'wrong'; readonly fault: string };

export interface SetUpFile {
  read(): SetUpNote;
  write(note: SetUpNote): void;
}

/** A key sealed beside the one in use: `keep` replaces that one with it, `drop` discards it. */
export type SealedKey =
  | { readonly sealed: true; keep(): void; drop(): void }
  | { readonly sealed: false; readonly why: 'no-key-store' };

/** Keeps the ApiKey. Only the wiring of the gateway, inside the main process, reads it back. */
export interface Vault {
  hasKey(environment: ChosenEnvironment): boolean;
  seal(environment: ChosenEnvironment, apiKey: string): Promise<SealedKey>;
  load(environment: ChosenEnvironment): Promise<string | undefined>;
}

export type CustomerAction = 'scan' | 'pay' | 'decline' | 'walk-away';

/** What a trainer can make the training gateway and its simulated customer do. */
export interface Training {
  act(reference: string, action: CustomerAction): boolean;
  setNetwork(state: 'up' | 'down'): Promise<void>;
  network(): 'up' | 'down';
  loseNextAnswer(): void;
  losesNextAnswer(): boolean;
  /** Lets phones pay; null while that is off. */
  readonly phone: { readonly state: PhoneState; linkTo(reference: string): string | null } | null;
}

/** This installation's Ed25519 key pair; the private half never leaves the adapter. */
export interface SigningKey {
  /** SPKI, DER, base64; another one once it was renewed. */
  readonly publicKey: string;
  /** Those that it has replaced, the earliest first: what they signed is this installation's, too. */
  readonly former: readonly string[];
  /** The signature in base64. */
  sign(bytes: Uint8Array): string;
}
