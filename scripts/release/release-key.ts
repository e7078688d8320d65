/** The key pair that releases are signed with: the private half is in a file outside the repository. */
import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { NO_KEY, Refused } from './refused.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

/** The file with the program's public keys; a test names another. */
const keysFile = (): string =>
  process.env['COUNTERTOP_RELEASE_KEYS'] ?? join(PROJECT, 'resources', 'release-keys', 'release-keys.json');

const knownKeys = (): readonly string[] => JSON.parse(readFileSync(keysFile(), 'utf8')) as string[];

const publicOf = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');

/** Makes a key pair and adds its public half to the program's public keys. Returns the file. */
export const makeKey = (file: string): string => {
  if (!relative(PROJECT, file).startsWith('..'))
    throw new Refused(NO_KEY, `${file} is inside the repository: a private key must never be.`);
  if (existsSync(file)) throw new Refused(NO_KEY, `${file} is there already, and is left as it is.`);
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { flag: 'wx', mode: 0o600 });
  writeFileSync(keysFile(), `${JSON.stringify([...knownKeys(), publicOf(privateKey)], null, 2)}\n`);
  return file;
};

const parseKey = (file: string): KeyObject => {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    throw new Refused(NO_KEY, `${file} cannot be read as a private key: ${String(error)}`);
  }
};

/** The private key, if tills built from this source trust it. */
export const readKey = (file: string): KeyObject => {
  const key = parseKey(file);
  if (!knownKeys().includes(publicOf(key)))
    throw new Refused(NO_KEY, `${file} is not a key of this program: no till would believe it.`);
  return key;
};
