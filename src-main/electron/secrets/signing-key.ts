import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { JsonFile } from '#files/json-file.ts';
import { jsonFile } from '#files/json-file.ts';
import { copyUnopened } from '#files/copy-unopened.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { Log, SigningKey } from '#services/ports.ts';
import { handoverText } from '#domain/secrets/handover.ts';
import { Queue } from '#services/queue.ts';
import type { RenewableSigningKey } from '#services/secrets/secrets-port.ts';
import type { Handovers } from './handovers.ts';
import { openHandovers } from './handovers.ts';
import type { KeyStore } from './key-store.ts';
import { seal, unsealed } from './sealed-file.ts';

const keyFile = z.strictObject({
  /** SPKI, DER, base64. */
  publicKey: z.base64(),
  /** Whether the private key is sealed by the system's key store. */
  sealed: z.boolean(),
  /** PKCS #8, DER, base64; if `sealed`, that text sealed and in base64 again. */
  privateKey: z.base64(),
});
type KeyFile = z.infer<typeof keyFile>;

export interface SigningKeyOptions {
  readonly file: string;
  /** If it is not safe, the file's mode (0600) is the only protection. */
  readonly keyStore: KeyStore;
  readonly log: Log;
  /** Whether to accept a stored key in the clear, given that key and those before it; if left out, any is accepted. */
  readonly takesPlain?: (keys: readonly string[]) => boolean;
}

export interface OpenedKey extends RenewableSigningKey {
  readonly key: SigningKey;
  /** Whether it was made just now. */
  readonly isNew: boolean;
  /** Whether the key was sealed in its file, and whether it is sealed now. */
  readonly wasSealed: boolean;
  readonly isSealed: boolean;
  /** Whether the file says, under its seal, that this was sealed. */
  readonly isNoted: (what: Noted) => boolean;
  /**
   * Call once it is sealed: seals the key too, and notes it in the key's file, so that what is missing or in the clear
   * later must have been removed or exchanged. Logs what the disk throws.
   */
  readonly note: (what: Noted) => Promise<void>;
}

/**
 * White space after the private key, under the seal: base64 decoders, and so earlier versions, ignore it. They look for
 * the anchor's at the end.
 */
const MARKS = [
  ['pepper', '\n'],
  ['anchor', ' '],
] as const;
/** What the key's file says has been sealed. */
export type Noted = (typeof MARKS)[number][0];

const marksOf = (noted: ReadonlySet<Noted>): string =>
  MARKS.map(([what, mark]) => (noted.has(what) ? mark : '')).join('');

const notedIn = (text: string): ReadonlySet<Noted> =>
  new Set(MARKS.filter(([, mark]) => text.includes(mark)).map(([what]) => what));

const publicPart = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');

const signWith = (key: KeyObject, bytes: Uint8Array): string => sign(null, bytes, key).toString('base64');

const formerOf = (publicKey: string, handovers: Handovers): readonly string[] =>
  handovers.to(publicKey).map(({ former }) => former);

/** The key in use, and those before it. */
const portFor = (current: () => KeyObject, handovers: Handovers): SigningKey => ({
  get publicKey() {
    return publicPart(current());
  },
  get former() {
    return formerOf(publicPart(current()), handovers);
  },
  sign: (bytes) => signWith(current(), bytes),
});

interface Unlocked {
  readonly key: KeyObject;
  readonly noted: ReadonlySet<Noted>;
}

/** The private key, or undefined when this user, system or key ring cannot open it. */
const unlocked = async (stored: KeyFile, keyStore: KeyStore): Promise<Unlocked | undefined> => {
  try {
    const secret = stored.sealed ? { cipher: stored.privateKey } : { plain: stored.privateKey };
    const text = await unsealed(secret, keyStore, 'signing-key');
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    return publicPart(key) === stored.publicKey ? { key, noted: notedIn(text) } : undefined;
  } catch {
    return undefined;
  }
};

/** What is sealed: PKCS #8, DER, base64. */
const textOf = (key: KeyObject): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');

const sealed = async (text: string, { keyStore, log }: SigningKeyOptions): Promise<string | undefined> => {
  try {
    return (await seal(keyStore, text, 'signing-key'))?.cipher;
  } catch (error) {
    log.warn('the key store refused to seal the key that signs the journal', { error });
    return undefined;
  }
};

const NOTHING: ReadonlySet<Noted> = new Set();

/** Sealed with what is noted if the key store can seal; otherwise plain. */
const fileFor = async (key: KeyObject, options: SigningKeyOptions, noted = NOTHING): Promise<KeyFile> => {
  const text = textOf(key);
  const cipher = await sealed(`${text}${marksOf(noted)}`, options);
  return { publicKey: publicPart(key), sealed: cipher !== undefined, privateKey: cipher ?? text };
};

/** Stores a new key, sealed if the key store is safe; returns whether it is. A key that does not open is kept. */
const storeNew = async (
  file: JsonFile<KeyFile>,
  options: SigningKeyOptions,
  key: KeyObject,
): Promise<boolean> => {
  const next = await fileFor(key, options);
  try {
    if (file.exists()) copyUnopened(file.path);
    file.write(next);
  } catch (error) {
    options.log.error('the key that signs the journal could not be stored', { error });
  }
  return next.sealed;
};

/** Seals the key in the file, with what is noted; a key in the clear has no seal to protect a note. */
const storeSealed = async (
  file: JsonFile<KeyFile>,
  options: SigningKeyOptions,
  key: KeyObject,
  noted: ReadonlySet<Noted>,
): Promise<boolean> => {
  const next = await fileFor(key, options, noted);
  if (!next.sealed) return false;
  try {
    file.write(next);
    return true;
  } catch (error) {
    options.log.error('the key that signs the journal could not be sealed', { error });
    return false;
  }
};

const isTaken = (
  { sealed: isSealed, publicKey }: KeyFile,
  former: readonly string[],
  options: SigningKeyOptions,
): boolean => isSealed || (options.takesPlain?.([publicKey, ...former]) ?? true);

interface Renewing {
  readonly file: JsonFile<KeyFile>;
  readonly handovers: Handovers;
  readonly options: SigningKeyOptions;
}

/**
 * The old key signs for the new one before it is replaced; until the new key is in its file, that counts for nothing.
 */
const renewed = async (
  { file, handovers, options }: Renewing,
  old: KeyObject,
  noted: ReadonlySet<Noted>,
  acting: Parameters<RenewableSigningKey['renew']>[0],
): Promise<KeyObject> => {
  const key = generateKeyPairSync('ed25519').privateKey;
  const names = { former: publicPart(old), publicKey: publicPart(key) };
  const stored = await fileFor(key, options, noted);
  const before = file.read();
  if (before.state === 'read' && before.value.sealed && !stored.sealed)
    throw new Error('the key store is not safe at the moment, and the new key would lie in the clear');
  handovers.add({ ...acting, ...names, signature: signWith(old, Buffer.from(handoverText(names))) });
  file.write(stored);
  return key;
};

/**
 * This installation's Ed25519 key pair, made at the first call. A stored key that cannot be opened, or is in the clear
 * and not accepted, is renamed (`.unopened-…`) and a new one is made; what the old one signed then counts as signed by
 * another installation. A key in the clear is sealed after the anchor: an anchor in the clear would not be believed
 * beside a sealed key. A key that could not be stored serves until the program ends. Rejects only with OutOfReach, while
 * the system does not let it read the file.
 */
export const openSigningKey = async (options: SigningKeyOptions): Promise<OpenedKey> => {
  const file = jsonFile(options.file, keyFile);
  const handovers = openHandovers(join(dirname(options.file), 'signing-keys.json'));
  const read = readWithinReach(file);
  const isRead =
    read.state === 'read' && isTaken(read.value, formerOf(read.value.publicKey, handovers), options);
  const stored = isRead ? read.value : undefined;
  const found = stored && (await unlocked(stored, options.keyStore));
  const wasSealed = found !== undefined && stored?.sealed === true;
  let key = found?.key ?? generateKeyPairSync('ed25519').privateKey;
  const isSealed = found ? wasSealed : await storeNew(file, options, key);
  let noted = found?.noted ?? NOTHING;
  // One write at a time: each is made of the key and the notes as the one before has left them.
  const queue = new Queue();
  return {
    key: portFor(() => key, handovers),
    isNew: found === undefined,
    wasSealed,
    isSealed,
    isNoted: (what) => noted.has(what),
    note: async (what) =>
      queue.add(async () => {
        if (noted.has(what)) return;
        const next = new Set([...noted, what]);
        if (await storeSealed(file, options, key, next)) noted = next;
      }),
    seal: async () =>
      queue.add(async () => {
        const now = file.read();
        if (now.state === 'read' && !now.value.sealed) await storeSealed(file, options, key, noted);
      }),
    handovers: () => handovers.to(publicPart(key)),
    renew: async (acting) =>
      queue.add(async () => {
        key = await renewed({ file, handovers, options }, key, noted, acting);
      }),
  };
};
