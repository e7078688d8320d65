import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import type { JsonFile } from '#files/json-file.ts';
import { jsonFile } from '#files/json-file.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { Passphrase } from '#services/secrets/secrets-port.ts';
import type { Derivation } from './derive-key.ts';
import { calibrated, derivation, deriveKey } from './derive-key.ts';
import { sealBox, openBox } from './locked-box.ts';

const KEY_BYTES = 32;

const stored = z.strictObject({
  version: z.literal(1),
  derivation,
  /** The key that seals the secrets, locked with the one that the passphrase makes; base64. */
  key: z.base64(),
});

/** The key store of a shop whose computer has none: a random key, which only the passphrase opens. */
export interface PassphraseFile {
  exists(): boolean;
  /** `wrong` also if somebody has changed the file; `damaged` if it cannot be read as a passphrase file. */
  open(passphrase: string): Promise<KeyStore | 'wrong' | 'damaged'>;
  /** Makes a new key under this passphrase, which replaces any earlier one. Throws as `writeWhole` does. */
  make(passphrase: string): Promise<KeyStore>;
  change: Passphrase['change'];
}

const boundTo = (how: Derivation): string => `countertop-passphrase-1:${canonicalJson(how)}`;

/** Each text is bound to its purpose, and with an ApiKey or an anchor to its environment. */
const storeOf = (key: Buffer): KeyStore => ({
  backend: () => 'passphrase',
  isSafe: async () => Promise.resolve(true),
  seal: async (text, purpose) =>
    Promise.resolve(sealBox(key, `countertop-sealed-1:${purpose}`, Buffer.from(text))),
  unseal: async (cipher, purpose) =>
    Promise.resolve(openBox(key, `countertop-sealed-1:${purpose}`, cipher).toString()),
});

type File = JsonFile<z.infer<typeof stored>>;

const keyIn = async (file: File, passphrase: string): Promise<Buffer | 'wrong' | 'damaged'> => {
  const read = readWithinReach(file);
  if (read.state !== 'read') return 'damaged';
  const { derivation: how, key } = read.value;
  const opener = await deriveKey(passphrase, how);
  try {
    return openBox(opener, boundTo(how), Buffer.from(key, 'base64'));
  } catch {
    return 'wrong';
  }
};

const lockedFor = async (passphrase: string, key: Buffer): Promise<z.infer<typeof stored>> => {
  const how = await calibrated();
  const locked = sealBox(await deriveKey(passphrase, how), boundTo(how), key);
  return { version: 1, derivation: how, key: locked.toString('base64') };
};

/** `<home>/passphrase.json`; docs/installing/key-store.md says what is in it. */
export const passphraseFile = (path: string): PassphraseFile => {
  const file = jsonFile(path, stored);
  return {
    exists: () => file.exists(),
    open: async (passphrase) => {
      const key = await keyIn(file, passphrase);
      return typeof key === 'string' ? key : storeOf(key);
    },
    make: async (passphrase) => {
      const key = randomBytes(KEY_BYTES);
      file.write(await lockedFor(passphrase, key));
      return storeOf(key);
    },
    change: async (former, passphrase) => {
      const key = await keyIn(file, former);
      if (typeof key === 'string') return key;
      const next = await lockedFor(passphrase, key);
      return { commit: () => file.write(next) };
    },
  };
};
