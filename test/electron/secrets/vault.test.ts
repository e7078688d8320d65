import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openVault } from '#electron/secrets/vault.ts';
import type { Vault } from '#services/ports.ts';
import { whileHeld } from '../../files/while-held.ts';
import { paperLog } from '../system/paper-log.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'till-vault-'))));
afterEach(() => rmSync(home, { recursive: true }));

const KEY = 'k3y-canary-0001';

/** A key ring that inverts every byte and adds its own name. */
const keyRing = (name: string, safe = true): KeyStore & { safe: boolean } => {
  const ring = {
    safe,
    backend: () => name,
    isSafe: () => Promise.resolve(ring.safe),
    seal: (text: string) =>
      Promise.resolve(Buffer.from(`${name}:${text}`).map((byte) => byte ^ 0x55) as Buffer),
    unseal: (cipher: Buffer) => {
      const [writer, text] = Buffer.from(cipher.map((byte) => byte ^ 0x55))
        .toString()
        .split(':');
      return writer === name && text !== undefined
        ? Promise.resolve(text)
        : Promise.reject(new Error('not mine'));
    },
  };
  return ring;
};

/** Seals a key and replaces the previous one; returns whether it could be sealed. */
const keep = async (vault: Vault, environment: 'test' | 'live', apiKey: string): Promise<boolean> => {
  const key = await vault.seal(environment, apiKey);
  if (key.sealed) key.commit();
  return key.sealed;
};

const open = (keyStore: KeyStore, log = paperLog()) =>
  openVault({ folderOf: (environment) => join(home, environment), keyStore, log });

test('the ApiKey is there after a restart, per environment', async () => {
  const first = await open(keyRing('ring'));
  expect(await keep(first, 'test', KEY)).toBe(true);
  const second = await open(keyRing('ring'));
  expect(await second.load('test')).toBe(KEY);
  expect(second.hasKey('test')).toBe(true);
  expect(second.hasKey('live')).toBe(false);
  expect(await second.load('live')).toBeUndefined();
});

test('the file has the sealed key and what sealed it, and only the owner can read it', async () => {
  await keep(await open(keyRing('ring')), 'live', KEY);
  const path = join(home, 'live', 'credentials');
  const text = readFileSync(path, 'utf8');
  expect(JSON.parse(text)).toEqual({ backend: 'ring', cipher: expect.any(String) as string });
  expect(text).not.toContain(KEY);
  expect(text).not.toContain(Buffer.from(KEY).toString('base64').slice(0, 10));
  expect(statSync(path).mode & 0o077).toBe(0);
});

test('without a safe place nothing is written, and the till says why', async () => {
  const vault = await open(keyRing('ring', false));
  expect(vault.keyStore()).toBe('missing');
  expect(await vault.seal('live', KEY)).toEqual({ sealed: false, why: 'no-key-store' });
  expect(vault.hasKey('live')).toBe(false);
});

test('a key ring that starts later is used at the next save', async () => {
  const ring = keyRing('ring', false);
  const vault = await open(ring);
  ring.safe = true;
  expect(await keep(vault, 'live', KEY)).toBe(true);
  expect(vault.keyStore()).toBe('available');
});

test('a key that cannot be sealed leaves the previous one in place', async () => {
  const ring = keyRing('ring');
  const vault = await open(ring);
  await keep(vault, 'live', KEY);
  const locked = await open({ ...ring, seal: () => Promise.reject(new Error('locked')) });
  expect(await locked.seal('live', 'another-key')).toEqual({ sealed: false, why: 'no-key-store' });
  expect(await vault.load('live')).toBe(KEY);
});

describe('a new key beside the one in use', () => {
  /** A vault over the same files as at a start, with settings that name this key. */
  const startedWith = async (keyName: string, log = paperLog()) => {
    const vault = await open(keyRing('ring'), log);
    vault.follow(() => ({ keyName }));
    return vault;
  };
  const sealing = async (vault: Vault, apiKey: string) => {
    const key = await vault.seal('live', apiKey);
    if (!key.sealed) throw new Error(key.why);
    return key;
  };
  const renewing = async () => {
    await keep(await open(keyRing('ring')), 'live', KEY);
    const vault = await startedWith('');
    return { vault, next: await sealing(vault, 'another-key') };
  };
  const files = () => readdirSync(join(home, 'live')).toSorted();

  test('counts for nothing while the settings do not name it', async () => {
    const { vault, next } = await renewing();
    next.store();
    for (const one of [vault, await startedWith(''), await startedWith('another')])
      expect(await one.load('live')).toBe(KEY);
    writeFileSync(join(home, 'live', 'credentials.next.new'), 'half of a dra');
    expect(await (await startedWith('')).load('live')).toBe(KEY);
  });

  test('that is damaged, though the settings may name it, leaves the one before it in use, and the log says so', async () => {
    const { next } = await renewing();
    next.store();
    writeFileSync(join(home, 'live', 'credentials.next'), '{');
    const log = paperLog();
    const vault = await startedWith(next.name, log);
    expect(await vault.load('live')).toBe(KEY);
    expect(log.lines).toMatchObject([
      { level: 'error', message: 'a new ApiKey cannot be read, and the one before it counts' },
    ]);
    const unnamed = paperLog();
    expect(await (await startedWith('', unnamed)).load('live')).toBe(KEY);
    expect(unnamed.lines).toEqual([]);
  });

  test('takes its place at a start with settings that name it', async () => {
    const { next } = await renewing();
    next.store();
    const vault = await startedWith(next.name);
    expect([await vault.load('live'), files()]).toEqual(['another-key', ['credentials']]);
  });

  test('takes its place again after a power cut while it did', async () => {
    const { next } = await renewing();
    next.store();
    const waiting = readFileSync(join(home, 'live', 'credentials.next'));
    next.commit();
    writeFileSync(join(home, 'live', 'credentials.next'), waiting);
    const vault = await startedWith(next.name);
    expect([await vault.load('live'), files()]).toEqual(['another-key', ['credentials']]);
  });

  test('is no saved key of an environment that the settings never entered with it', async () => {
    const vault = await startedWith('');
    const next = await vault.seal('test', 'another-key');
    if (next.sealed) next.store();
    expect(vault.hasKey('test')).toBe(false);
    expect((await startedWith(next.sealed ? next.name : '')).hasKey('test')).toBe(true);
  });

  test('that cannot take its place is used all the same, until it can, and no other replaces it', async () => {
    const { vault, next } = await renewing();
    let named = '';
    vault.follow(() => ({ keyName: named }));
    next.store();
    named = next.name;
    mkdirSync(join(home, 'live', 'credentials.new'));
    expect(() => next.commit()).toThrow();
    const third = await sealing(vault, 'a-third-key');
    expect(() => third.store()).toThrow();
    const log = paperLog();
    for (const one of [vault, await startedWith(next.name, log)])
      expect(await one.load('live')).toBe('another-key');
    expect(log.lines).toEqual([expect.objectContaining({ level: 'error' })]);
    rmSync(join(home, 'live', 'credentials.new'), { recursive: true });
    third.store();
    expect(await vault.load('live')).toBe('another-key');
    expect(await (await startedWith(third.name)).load('live')).toBe('a-third-key');
  });

  test('that waits in another environment takes its place before the settings name one of this', async () => {
    const { vault, next } = await renewing();
    let named = '';
    vault.follow(() => ({ keyName: named }));
    next.store();
    named = next.name;
    const key = await vault.seal('test', 'a-key-of-test');
    if (key.sealed) key.store();
    expect(await (await startedWith(key.sealed ? key.name : '')).load('live')).toBe('another-key');
  });

  test('and the one in use stay as they were read while another program holds their files', async () => {
    const { vault, next } = await renewing();
    expect(await vault.load('live')).toBe(KEY);
    expect(await whileHeld('credentials', async () => vault.load('live'))).toBe(KEY);
    next.store();
    vault.follow(() => ({ keyName: 'nothing' }));
    expect(await whileHeld('credentials.next', async () => vault.load('live'))).toBe(KEY);
    const follower = await startedWith('');
    expect(await follower.load('live')).toBe(KEY);
    follower.follow(() => ({ keyName: '' }));
    expect(await whileHeld('credentials.next', async () => follower.load('live'))).toBe(KEY);
  });
});

test('a key that does not open is kept aside when it is entered again, every time', async () => {
  for (const name of ['first', 'second', 'third']) await keep(await open(keyRing(name)), 'live', KEY);
  const names = readdirSync(join(home, 'live')).toSorted();
  expect(names.map((name) => name.replace(/[0-9a-f]{8}$/, ''))).toEqual([
    'credentials',
    'credentials.unopened-',
    'credentials.unopened-',
  ]);
  const back = join(home, 'live', 'credentials');
  const kept = names.slice(1).map((name) => readFileSync(join(home, 'live', name), 'utf8'));
  writeFileSync(back, kept.find((text) => text.includes('first')) ?? '');
  expect(await (await open(keyRing('first'))).load('live')).toBe(KEY);
});

test.each(['another key ring', 'damaged'])(
  'a key that cannot be opened counts as lost and stops nothing: %s',
  async (why) => {
    await keep(await open(keyRing('ring')), 'live', KEY);
    if (why === 'damaged') writeFileSync(join(home, 'live', 'credentials'), '{"backend":');
    const log = paperLog();
    const vault = await open(keyRing('other'), log);
    expect(await vault.load('live')).toBeUndefined();
    expect(log.lines).toEqual([expect.objectContaining({ level: 'warn' })]);
  },
);

test('no key that the vault has seen appears in the log', async () => {
  const log = paperLog();
  await keep(await open(keyRing('ring'), log), 'live', KEY);
  expect(log.secrets).toEqual([KEY]);
  const later = paperLog();
  await (await open(keyRing('ring'), later)).load('live');
  expect(later.secrets).toEqual([KEY]);
});
