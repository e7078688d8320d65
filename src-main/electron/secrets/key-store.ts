import { safeStorage } from 'electron';
import { Buffer } from 'node:buffer';
import process from 'node:process';

/**
 * What a sealed text is for. A passphrase key store binds the text to it: a file put in the place of another does not
 * open.
 */
export type Purpose = 'pepper' | 'signing-key' | 'anchor' | `api-key/${string}` | `office/${string}`;

/** Seals texts so that only this user of this system, or somebody who knows the passphrase, can open them again. */
export interface KeyStore {
  /** What seals: `gnome_libsecret`, `kwallet6`, `darwin`, `win32`, `passphrase` … */
  backend(): string;
  /** Whether a sealed text is really protected. Asks the system each time: a key ring may be started later. */
  isSafe(): Promise<boolean>;
  /** @throws Error if the system refuses */
  seal(text: string, purpose: Purpose): Promise<Buffer>;
  /** @throws Error if it was sealed by another user, system, key ring or passphrase, or for another purpose */
  unseal(cipher: Buffer, purpose: Purpose): Promise<string>;
}

/** The asynchronous calls came with Electron 42 and are the only ones from 46 on. */
const hasAsyncCalls = (): boolean => 'encryptStringAsync' in safeStorage;

const seal = async (text: string): Promise<Buffer> =>
  hasAsyncCalls() ? safeStorage.encryptStringAsync(text) : encryptNow(text);

const unseal = async (cipher: Buffer): Promise<string> =>
  hasAsyncCalls() ? (await safeStorage.decryptStringAsync(cipher)).result : decryptNow(cipher);

/* eslint-disable @typescript-eslint/no-deprecated -- an older Electron has only these */
const encryptNow = (text: string): Buffer => safeStorage.encryptString(text);
const decryptNow = (cipher: Buffer): string => safeStorage.decryptString(cipher);
const isAvailableNow = (): boolean => safeStorage.isEncryptionAvailable();
/* eslint-enable @typescript-eslint/no-deprecated */

const backend = (): string =>
  process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform;

/**
 * Without a key ring Chromium on Linux seals with a publicly known key and marks that with `v10`
 * (components/os_crypt). The asynchronous calls may do so and still report that encryption is available.
 */
const isSealedForReal = async (): Promise<boolean> =>
  process.platform !== 'linux' || !(await seal('probe')).subarray(0, 3).equals(Buffer.from('v10'));

const isSafe = async (): Promise<boolean> => {
  if (['basic_text', 'unknown'].includes(backend())) return false;
  try {
    const isAvailable = hasAsyncCalls() ? await safeStorage.isAsyncEncryptionAvailable() : isAvailableNow();
    return isAvailable && (await isSealedForReal());
  } catch {
    return false;
  }
};

/** The system's own key store. Use it only after the app is ready. */
export const systemKeyStore: KeyStore = { backend, isSafe, seal, unseal };
