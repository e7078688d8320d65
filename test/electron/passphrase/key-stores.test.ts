/** The passphrase as a key store. Each guess costs as much as scrypt does, so few are made here. */
import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAttemptsFile } from '#electron/passphrase/attempts-file.ts';
import { openKeyStores } from '#electron/passphrase/key-stores.ts';
import { passphraseFile } from '#electron/passphrase/passphrase-file.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { hold } from '../../files/while-held.ts';
import { silentLog } from '../../support/station-kit.ts';

const RIGHT = 'green kettle under stairs';
const noKeyRing: KeyStore = {
  backend: () => 'basic_text',
  isSafe: async () => Promise.resolve(false),
  seal: async () => Promise.reject(new Error('no key ring')),
  unseal: async () => Promise.reject(new Error('no key ring')),
};
const openIn = (home: string) => openKeyStores(noKeyRing, passphraseFile(join(home, 'passphrase.json')));

interface Stored {
  derivation: { cost: number; block: number; rounds: number; salt: string };
  key: string;
}
const rewrite = (home: string, change: (stored: Stored) => void): void => {
  const path = join(home, 'passphrase.json');
  const stored = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  change(stored);
  writeFileSync(path, JSON.stringify(stored));
};

/** A till whose passphrase was just made. */
const made = mkdtempSync(join(tmpdir(), 'till-passphrase-'));
afterAll(() => rmSync(made, { recursive: true }));
const first = openIn(made);
const copyOf = (home: string): string => {
  const copy = temporaryFolder();
  writeFileSync(join(copy, 'passphrase.json'), readFileSync(join(home, 'passphrase.json')));
  return copy;
};

describe('the passphrase of a computer without a key store', () => {
  beforeAll(async () => {
    expect([first.passphrase.state(), await first.keyStore.isSafe()]).toEqual(['none', false]);
    await first.passphrase.make(RIGHT);
  });

  test('is not replaced by another one when its file turns up while the till is open without it', async () => {
    const home = temporaryFolder();
    const { passphrase } = openIn(home);
    const kept = readFileSync(join(made, 'passphrase.json'));
    writeFileSync(join(home, 'passphrase.json'), kept);
    await expect(passphrase.make('another kettle on the stove')).rejects.toThrow('already');
    expect(readFileSync(join(home, 'passphrase.json'))).toEqual(kept);
  });

  test('is not called damaged while another program only holds its file', async () => {
    const release = hold('passphrase.json');
    try {
      await expect(openIn(made).passphrase.open(RIGHT)).rejects.toThrow('EBUSY');
    } finally {
      release();
    }
  });

  test('seals secrets, and opens them again after a restart', async () => {
    expect([first.passphrase.state(), await first.keyStore.isSafe()]).toEqual(['open', true]);
    const cipher = await first.keyStore.seal('k3y-canary', 'api-key/live');
    expect(cipher.toString('latin1')).not.toContain('k3y-canary');

    const second = openIn(made);
    expect([second.passphrase.state(), await second.keyStore.isSafe()]).toEqual(['locked', false]);
    await expect(second.keyStore.unseal(cipher, 'api-key/live')).rejects.toThrow('not been entered');
    expect(await second.passphrase.open('green kettle under chairs')).toBe('wrong');
    expect(second.passphrase.state()).toBe('locked');
    expect(await second.passphrase.open(`${RIGHT} `)).toBe('open');
    expect(await second.keyStore.unseal(cipher, 'api-key/live')).toBe('k3y-canary');
  });

  test('is in no file, and makes each guess cost 128 MiB of memory', () => {
    const path = join(made, 'passphrase.json');
    const { derivation } = JSON.parse(readFileSync(path, 'utf8')) as Stored;
    expect(derivation.cost * derivation.block * 128).toBeGreaterThanOrEqual(128 * 2 ** 20);
    expect(derivation.rounds).toBeGreaterThanOrEqual(1);
    expect(Buffer.from(derivation.salt, 'base64')).toHaveLength(16);
    expect(readFileSync(path, 'utf8')).not.toContain('kettle');
    expect(statSync(path).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });

  test('never seals the same text the same way twice', async () => {
    const { keyStore } = first;
    const [one, other] = [await keyStore.seal('same', 'pepper'), await keyStore.seal('same', 'pepper')];
    expect(one.subarray(0, 12).equals(other.subarray(0, 12))).toBe(false);
  });

  test('binds each secret to what it is for, and notices every changed byte', async () => {
    const { keyStore } = first;
    const cipher = await keyStore.seal('secret', 'api-key/test');
    for (const other of ['api-key/live', 'pepper', 'signing-key'] as const)
      await expect(keyStore.unseal(cipher, other)).rejects.toThrow(/./);
    for (let place = 0; place < cipher.length; place++) {
      const changed = Buffer.from(cipher);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await expect(keyStore.unseal(changed, 'api-key/test'), String(place)).rejects.toThrow(/./);
    }
    await expect(keyStore.unseal(cipher.subarray(0, 20), 'api-key/test')).rejects.toThrow(/./);
  });

  test('does not open once somebody has changed how the key is derived from it', async () => {
    const copy = copyOf(made);
    rewrite(copy, ({ derivation }) => (derivation.rounds = derivation.rounds === 1 ? 2 : 1));
    expect(await openIn(copy).passphrase.open(RIGHT)).toBe('wrong');
  });

  test.each<[string, (stored: Stored) => void]>([
    ['cheaper to guess', ({ derivation }) => (derivation.cost = 2 ** 10)],
    ['dear enough to freeze the till', ({ derivation }) => (derivation.cost = 2 ** 30)],
    ['dear in another way', ({ derivation }) => (derivation.rounds = 1_000)],
    ['without salt', ({ derivation }) => (derivation.salt = '')],
  ])('cannot be made %s by whoever writes its file', async (_name, change) => {
    const copy = copyOf(made);
    rewrite(copy, change);
    expect(await openIn(copy).passphrase.open(RIGHT)).toBe('damaged');
  });

  test('is never replaced by one that somebody else makes', async () => {
    const before = readFileSync(join(made, 'passphrase.json'));
    await expect(openIn(made).passphrase.make('another one of four words')).rejects.toThrow('already');
    expect(readFileSync(join(made, 'passphrase.json'))).toEqual(before);
  });
});

describe('a passphrase that is changed', () => {
  const NEXT = 'seven lamps behind windows';

  test('opens what was sealed before; the former passphrase opens nothing any more', async () => {
    const home = copyOf(made);
    const till = openIn(home);
    await till.passphrase.open(RIGHT);
    const cipher = await till.keyStore.seal('k3y-canary', 'api-key/live');
    const change = await till.passphrase.change(RIGHT, NEXT);
    if (typeof change === 'string') throw new Error(change);
    // A power cut before it is stored leaves the former one.
    expect(await openIn(home).passphrase.open(RIGHT)).toBe('open');
    change.commit();
    const later = openIn(home);
    expect(await later.passphrase.open(RIGHT)).toBe('wrong');
    expect(await later.passphrase.open(NEXT)).toBe('open');
    expect(await later.keyStore.unseal(cipher, 'api-key/live')).toBe('k3y-canary');
    expect(await till.keyStore.unseal(cipher, 'api-key/live')).toBe('k3y-canary');
  });

  test('does not change if the current one is unknown or the till is closed', async () => {
    const home = copyOf(made);
    const before = readFileSync(join(home, 'passphrase.json'));
    const till = openIn(home);
    await expect(till.passphrase.change(RIGHT, NEXT)).rejects.toThrow('no passphrase');
    await till.passphrase.open(RIGHT);
    expect(await till.passphrase.change('another', NEXT)).toBe('wrong');
    expect(readFileSync(join(home, 'passphrase.json'))).toEqual(before);
  });

  test('remains the former one if the disk refuses the new one', async () => {
    const home = copyOf(made);
    const till = openIn(home);
    await till.passphrase.open(RIGHT);
    const change = await till.passphrase.change(RIGHT, NEXT);
    mkdirSync(join(home, 'passphrase.json.new', 'in the way'), { recursive: true });
    expect(() => typeof change === 'object' && change.commit()).toThrow(/./);
    expect(await openIn(home).passphrase.open(RIGHT)).toBe('open');
  });
});

test('wrong passphrases are counted on disk', () => {
  const home = temporaryFolder();
  expect(openAttemptsFile(home, silentLog).read()).toEqual({ failures: 0, failedAt: 0 });
  openAttemptsFile(home, silentLog).write({ failures: 3, failedAt: 77 });
  expect(openAttemptsFile(home, silentLog).read()).toEqual({ failures: 3, failedAt: 77 });
  writeFileSync(join(home, 'unlock.json'), '{');
  expect(openAttemptsFile(home, silentLog).read()).toEqual({ failures: 0, failedAt: 0 });
});
