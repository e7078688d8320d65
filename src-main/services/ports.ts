/** What the services need of the world around them, in the services' words. Interfaces only. */
import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import type { Settings } from '#domain/shop/settings.ts';

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Ms that have really passed since some moment, sleep included: setting the system's clock does not move it. */
  steady(): number;
  /**
   * Calls back once when as much time has passed as lies between now and `at` (epoch ms), or as soon after as can be;
   * the result calls it off.
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

export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

export interface SettingsFile {
  read(): Settings;
  write(settings: Settings): void;
}

/** A key that lies sealed beside the one in use: `keep` puts it in its place, `drop` forgets it. */
export type SealedKey =
  | { readonly sealed: true; keep(): void; drop(): void }
  | { readonly sealed: false; readonly why: 'no-key-store' };

/** Keeps the ApiKey. Nothing reads it back out but the wiring of the gateway, inside the main process. */
export interface Vault {
  hasKey(environment: ChosenEnvironment): boolean;
  seal(environment: ChosenEnvironment, apiKey: string): Promise<SealedKey>;
  load(environment: ChosenEnvironment): Promise<string | undefined>;
}

export type CustomerAction = 'scan' | 'pay' | 'decline' | 'walk-away';

/** What a trainer can make the practice gateway and its pretended customer do. */
export interface Training {
  act(reference: string, action: CustomerAction): boolean;
  setNetwork(state: 'up' | 'down'): Promise<void>;
  network(): 'up' | 'down';
  loseNextAnswer(): void;
}

/** This installation's Ed25519 key pair; the private half never leaves the adapter. */
export interface SigningKey {
  /** SPKI, DER, base64. */
  readonly publicKey: string;
  /** The signature in base64. */
  sign(bytes: Uint8Array): string;
}
