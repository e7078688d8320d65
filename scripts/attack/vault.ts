/** Attacks on passphrase-sealed secrets by somebody who has the data folder. */
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyStores } from '#electron/passphrase/key-stores.ts';
import { passphraseFile } from '#electron/passphrase/passphrase-file.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { openPinHasher } from '#electron/secrets/pin-hasher.ts';
import { openSigningKey } from '#electron/secrets/signing-key.ts';
import { openVault } from '#electron/secrets/vault.ts';
import type { Attack, Attacked } from './attacked.ts';

const PASSPHRASE = 'green kettle under stairs';
const API_KEYS = { live: 'canary-live-key-7731', test: 'canary-test-key-4410' } as const;
const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;

const refuse = async (): Promise<never> => Promise.reject(new Error('no key store'));
const noKeyStore: KeyStore = {
  backend: () => 'basic_text',
  isSafe: async () => Promise.resolve(false),
  seal: refuse,
  unseal: refuse,
};
/** The till's log is not under attack here. */
const silent = (): void => undefined;
const log = { info: silent, warn: silent, error: silent, hide: silent, clean: (text: string) => text };

const storesIn = (home: string) => openKeyStores(noKeyStore, passphraseFile(join(home, 'passphrase.json')));

const secretsIn = async (home: string, keyStore: KeyStore) => ({
  vault: await openVault({ folderOf: (environment) => join(home, environment), keyStore, log }),
  pepper: openPepper({ home, keyStore, log }),
  signing: await openSigningKey({ file: join(home, 'signing-key.json'), keyStore, log }),
});

/** Opens it as the shop does, after its folder was changed. */
const unlock = async (home: string) => {
  const { keyStore, passphrase } = storesIn(home);
  const opened = await passphrase.open(PASSPHRASE);
  return { opened, ...(await secretsIn(home, keyStore)) };
};

/** A live till with a passphrase, on a computer without a key store. */
const shop = async (home: string) => {
  const { keyStore, passphrase } = storesIn(home);
  await passphrase.make(PASSPHRASE);
  const { vault, pepper, signing } = await secretsIn(home, keyStore);
  for (const environment of ['live', 'test'] as const) {
    const sealed = await vault.seal(environment, API_KEYS[environment]);
    if (sealed.sealed) sealed.commit();
  }
  await pepper.make();
  return signing.key.publicKey;
};

const bytesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');

const encodings = (secret: string): readonly string[] => [
  secret,
  Buffer.from(secret).toString('base64').slice(0, -4),
  Buffer.from(secret).toString('hex'),
];

const stolen = async (home: string): Promise<Attacked> => {
  const { keyStore } = storesIn(home);
  const { vault, pepper } = await secretsIn(mkCopy(home), keyStore);
  const read = [await vault.load('live'), await vault.load('test'), await pepper.open()];
  const bytes = bytesIn(home);
  const seen = Object.values(API_KEYS)
    .flatMap(encodings)
    .filter((form) => bytes.includes(form));
  const held = read.every((one) => one === undefined) && seen.length === 0;
  return {
    name: 'vault: the folder is stolen',
    outcome: held ? 'nothing opens or is to be read' : 'secrets were read',
    held,
  };
};

const guessed = async (home: string): Promise<Attacked> => {
  const begun = performance.now();
  const found = [];
  for (const guess of ['green kettle under chairs', 'Green kettle under stairs', ''])
    found.push(await storesIn(home).passphrase.open(guess));
  const each = Math.round((performance.now() - begun) / found.length);
  const held = found.every((one) => one === 'wrong') && each > 50;
  return {
    name: 'vault: the passphrase is guessed',
    outcome: `${found.join(', ')}; ${each} ms a guess`,
    held,
  };
};

const cheaper = async (home: string): Promise<Attacked> => {
  const path = join(home, 'passphrase.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"cost":\d+/, '"cost":2'));
  const { opened } = await unlock(home);
  return {
    name: 'vault: the work of a guess is lowered in its file',
    outcome: opened,
    held: opened === 'damaged',
  };
};

const swapped = async (home: string): Promise<Attacked> => {
  const [live, test] = [join(home, 'live', 'credentials'), join(home, 'test', 'credentials')];
  copyFileSync(test, live);
  copyFileSync(join(home, 'pepper.json'), test);
  const { vault } = await unlock(home);
  const read = [await vault.load('live'), await vault.load('test')];
  const held = read.every((one) => one === undefined);
  return { name: 'vault: sealed files are swapped', outcome: held ? 'neither opens' : 'one opened', held };
};

const ownFile = async (home: string): Promise<Attacked> => {
  rmSync(join(home, 'passphrase.json'));
  await storesIn(home).passphrase.make('a passphrase of the thief');
  const { opened, vault } = await unlock(home);
  const { keyStore, passphrase } = storesIn(home);
  await passphrase.open('a passphrase of the thief');
  const read = await (await secretsIn(home, keyStore)).vault.load('live');
  const held = opened === 'wrong' && read === undefined && (await vault.load('live')) === undefined;
  return {
    name: 'vault: a passphrase of the thief is put over it',
    outcome: held ? 'opens nothing' : 'opened',
    held,
  };
};

const olderPepper = async (home: string): Promise<Attacked> => {
  const file = join(home, 'pepper.json');
  const before = readFileSync(file);
  const { pepper } = await unlock(home);
  await pepper.renew();
  const pin = await openPinHasher(pepper, 2 ** 10).hash('417205', chen);
  writeFileSync(file, before);
  const again = openPinHasher((await unlock(home)).pepper, 2 ** 10);
  const found = pin === 'unavailable' ? pin : await again.verify('417205', pin, chen.id);
  return {
    name: 'vault: an older sealed pepper is copied back',
    outcome: `PIN ${found}`,
    held: found === 'wrong',
  };
};

const olderKey = async (home: string): Promise<Attacked> => {
  const file = join(home, 'signing-key.json');
  const before = readFileSync(file);
  const { signing } = await unlock(home);
  await signing.renew({ by: chen, approvedBy: chen });
  const { publicKey } = signing.key;
  writeFileSync(file, before);
  const { key } = (await unlock(home)).signing;
  const held = key.publicKey !== publicKey && !key.former.includes(publicKey);
  return {
    name: 'vault: an older sealed signing key is copied back',
    outcome: held ? 'counts as another key: the anchor raises the alarm' : 'passed for the one in use',
    held,
  };
};

const copies: string[] = [];
/** Each attack has a folder of its own. */
const mkCopy = (home: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'countertop-attack-'));
  copies.push(copy);
  cpSync(home, copy, { recursive: true });
  return copy;
};

/** Otherwise a secret that stays sealed would show nothing. */
const ensureItOpens = async (home: string): Promise<void> => {
  const { vault } = await unlock(home);
  const read = [await vault.load('live'), await vault.load('test')];
  if (read.join() !== Object.values(API_KEYS).join())
    throw new Error('the shop’s own passphrase opens nothing');
};

export const attack: Attack = async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-attack-'));
  copies.push(home);
  try {
    await shop(home);
    await ensureItOpens(mkCopy(home));
    const rows: Attacked[] = [];
    for (const one of [stolen, guessed, cheaper, swapped, ownFile, olderPepper, olderKey])
      rows.push(await one(mkCopy(home)));
    return rows;
  } finally {
    for (const copy of copies.splice(0)) rmSync(copy, { recursive: true, force: true });
  }
};
