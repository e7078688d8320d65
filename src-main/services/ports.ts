/** What the services need from outside. Interfaces only. */
import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import type { RollOutFault, SetUpStage, SetUpStep } from '#domain/shop/set-up.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import type { Appearance } from '#domain/shop/appearance.ts';
import type { SettingName, Settings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { PhoneState } from '#services/training/phone-port.ts';

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Ms elapsed since an arbitrary moment, including sleep. Setting the system's clock does not change it. */
  steady(): number;
  /**
   * Calls back once, when the time between now and `at` (epoch ms) has elapsed or as soon as possible after. The
   * returned function cancels it.
   */
  wakeAt(at: number, callback: () => void): () => void;
  /** The first midnight after `at` in this computer's time zone; epoch ms. */
  nextMidnight(at: number): number;
}

export interface Ids {
  requestId(): string;
  /** Random bytes for references. */
  bytes(count: number): Uint8Array;
  /** In [0, 1). */
  random(): number;
}

/** SHA-256 of a text as UTF-8, in lower-case hex. */
export type Digest = (text: string) => string;

/** Noted beside the journal, in case it loses its last rows. */
export interface NotedInstallation {
  readonly identity: string;
  /** The openings of the journal in this place, oldest first; see `Gap` in `domain/installation`. */
  readonly openings: readonly string[];
  /** The running number that the journal had reached when it came to this place; 0 if nothing shows it. */
  readonly reached: number;
}

export interface InstallationNote {
  /** Null if there is no readable note. A note from another place is returned without openings and with `reached` 0. */
  read(): NotedInstallation | null;
  write(noted: NotedInstallation): void;
}

/** What the operating system knows about proxies and certificate authorities. */
export interface SystemNetwork {
  /** The proxies for a URL in a PAC file's format, best first: 'PROXY 10.0.0.1:3128;DIRECT'. */
  proxiesFor(url: string): Promise<string>;
  /** Certificates of the authorities that the system trusts; each text has one or more in PEM. */
  roots(): readonly string[];
}

export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** `write` throws NodeJS.ErrnoException if it cannot be written. */
export interface AppearanceFile {
  read(): Appearance;
  write(appearance: Appearance): void;
}

/** The language that the customer of the current sale has chosen, if any. */
export interface CustomerFile {
  read(): LanguageName | null;
  /** Never throws; if it cannot be written, the choice lasts until the till is closed. */
  save(language: LanguageName | null): void;
}

export interface SettingsFile {
  read(): Settings;
  write(settings: Settings): void;
}

export interface CheckedSettingsFile extends SettingsFile {
  /** Settings whose values in the file broke their rules when it was read; safe values are used instead. */
  readonly refused: readonly SettingName[];
}

/** The stage of the guided set-up; `kept` is what has been typed so far, without the ApiKey. */
export interface SetUpNote {
  readonly stage: SetUpStage;
  readonly kept: SavedSetUp | null;
}

export interface SavedSetUp {
  readonly step: SetUpStep;
  readonly typed: TypedSettings;
  /** Whether the first shift opens as soon as somebody has signed in. */
  readonly opensShift: boolean;
  /** Whether the till is then to get the journal of one that the office knows. */
  readonly restores: boolean;
  /** The currency in which the amounts were typed, if nobody has gone on with them in the one that is typed now. */
  readonly amountsIn?: string | undefined;
}

/** What countertop.json prepares for the set-up of many tills. */
export type RollOut =
  | { readonly state: 'none' }
  | { readonly state: 'read'; readonly typed: TypedSettings }
  /** None of it is used. */
  | { readonly state: 'wrong'; readonly fault: RollOutFault };

export interface SetUpFile {
  read(): SetUpNote;
  write(note: SetUpNote): void;
}

/** A new key, sealed but not on disk yet. */
export interface NewKey {
  /** What the settings call it. */
  readonly name: string;
  /**
   * Puts it on disk beside the one in use. It counts while the settings name it. A key that already waits there and that
   * they name takes its place first. Throws, with that key as it was, if the disk refuses.
   */
  store(): void;
  /** Puts it in the place of the one in use; throws NodeJS.ErrnoException if the disk refuses. */
  commit(): void;
}

export type SealedKey =
  ({ readonly sealed: true } & NewKey) | { readonly sealed: false; readonly why: 'no-key-store' };

/** Stores the ApiKeys. Only the wiring of the gateway, inside the main process, reads them back. */
export interface Vault {
  hasKey(environment: ChosenEnvironment): boolean;
  seal(environment: ChosenEnvironment, apiKey: string): Promise<SealedKey>;
  /**
   * The stored key that the settings name; otherwise the one in use. Undefined if there is none, or it does not open.
   * While its file is out of reach, what was read before holds; throws OutOfReach if nothing was.
   */
  load(environment: ChosenEnvironment): Promise<string | undefined>;
  /**
   * Call at a start, before any key is loaded. From then on these settings, which are in force, say which key counts. One
   * that they name and that waits beside the one in use takes its place. Never throws.
   */
  follow(inForce: () => Pick<Settings, 'keyName'>): void;
}

export type CustomerAction = 'scan' | 'pay' | 'decline' | 'walk-away';

/** What a person in training can make the training gateway and its simulated customer do. */
export interface Training {
  act(reference: string, action: CustomerAction): boolean;
  setNetwork(state: 'up' | 'down'): Promise<void>;
  network(): 'up' | 'down';
  loseNextAnswer(): void;
  losesNextAnswer(): boolean;
  /** Lets phones pay; null while that is off. */
  readonly phone: { readonly state: PhoneState; linkTo(reference: string): string | null } | null;
}

/** This installation's Ed25519 key pair. The private key never leaves the adapter. */
export interface SigningKey {
  /** SPKI, DER, base64; changes when the key is renewed. */
  readonly publicKey: string;
  /** The keys that it has replaced, the earliest first; what they signed is this installation's too. */
  readonly former: readonly string[];
  /** The signature in base64. */
  sign(bytes: Uint8Array): string;
}
