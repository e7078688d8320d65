import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import type { JsonFile } from '#files/json-file.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log, SigningKey } from '#services/ports.ts';
import type { SealableSecret } from '#services/secrets/secrets-port.ts';
import type { KeyStore } from './key-store.ts';
import { seal } from './sealed-file.ts';

const keyFile = z.strictObject({
  /** SPKI, DER, base64. */
  publicKey: z.base64(),
  /** Whether the private key is sealed by the system's key store. */
  sealed: z.boolean(),
  /** PKCS #8, DER, base64; sealed where it says so, and then base64 once more. */
  privateKey: z.base64(),
});
type KeyFile = z.infer<typeof keyFile>;

export interface SigningKeyOptions {
  readonly file: string;
  /** Where it is not safe, the file's mode (0600) is the only protection. */
  readonly keyStore: KeyStore;
  readonly log: Log;
}

const publicPart = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');

/** As `journal verify` prints it: short enough to read out over the telephone. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(publicKey, 'base64').digest('hex').slice(0, 16);

const portFor = (key: KeyObject): SigningKey => ({
  publicKey: publicPart(key),
  sign: (bytes) => sign(null, bytes, key).toString('base64'),
});

/** The private key, or undefined when this user, system or key ring cannot open it. */
const unlocked = async (stored: KeyFile, keyStore: KeyStore): Promise<KeyObject | undefined> => {
  try {
    const text = stored.sealed
      ? await keyStore.unseal(Buffer.from(stored.privateKey, 'base64'), 'signing-key')
      : stored.privateKey;
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    return publicPart(key) === stored.publicKey ? key : undefined;
  } catch {
    return undefined;
  }
};

const sealed = async (text: string, { keyStore, log }: SigningKeyOptions): Promise<string | undefined> => {
  try {
    return (await seal(keyStore, text, 'signing-key'))?.cipher;
  } catch (error) {
    log.warn('the key store refused to seal the key that signs the journal', { error });
    return undefined;
  }
};

/** Renames a key that cannot be opened, instead of overwriting it: it may be possible to open it later. */
const keepUnopened = (file: string): void => {
  const mark = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8);
  renameSync(file, `${file}.unopened-${mark}`);
};

/** Stores the key, sealed where the key store is safe; `stored` is what the file holds so far. */
const store = async (
  file: JsonFile<KeyFile>,
  options: SigningKeyOptions,
  key: KeyObject,
  stored?: KeyFile,
): Promise<void> => {
  const text = key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const cipher = await sealed(text, options);
  if (stored && cipher === undefined) return;
  const next: KeyFile = {
    publicKey: publicPart(key),
    sealed: cipher !== undefined,
    privateKey: cipher ?? text,
  };
  try {
    if (!stored && file.exists()) keepUnopened(file.path);
    file.write(next);
  } catch (error) {
    options.log.error('the key that signs the journal could not be stored', { error });
  }
};

/**
 * This installation's Ed25519 key pair, made at the first call. A stored key that cannot be opened is renamed
 * (`.unopened-…`) and a new one is made; what the old one signed then counts as signed by another installation. A key
 * stored in the clear is sealed as soon as the key store is safe. Never rejects: a key that could not be stored serves
 * until the program ends.
 */
export const openSigningKey = async (options: SigningKeyOptions): Promise<SigningKey & SealableSecret> => {
  const file = jsonFile(options.file, keyFile);
  const read = file.read();
  const stored = read.state === 'read' ? read.value : undefined;
  const found = stored && (await unlocked(stored, options.keyStore));
  const key = found ?? generateKeyPairSync('ed25519').privateKey;
  if (!(found && stored.sealed)) await store(file, options, key, found && stored);
  return {
    ...portFor(key),
    seal: async () => {
      const now = file.read();
      if (now.state === 'read' && !now.value.sealed) await store(file, options, key, now.value);
    },
  };
};
