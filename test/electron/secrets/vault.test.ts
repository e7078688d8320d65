import { Buffer } from 'node:buffer';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openVault } from '#electron/secrets/vault.ts';
import type { Vault } from '#services/ports.ts';
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

test('a renewal that a power cut stops anywhere leaves the old key or the new one, and says which', async () => {
  const ring = keyRing('ring');
  const states: [string, string][] = [];
  const cut = async (step: string): Promise<void> => {
    // As after a restart: whatever is on disk, drafts included.
    states.push([step, (await (await open(ring)).load('live')) ?? 'none']);
  };
  await keep(await open(ring), 'live', KEY);
  const vault = await open({
    ...ring,
    seal: async (text, purpose) => {
      await cut('before it is sealed');
      return ring.seal(text, purpose);
    },
  });
  const next = await vault.seal('live', 'another-key');
  await cut('before the settings are written');
  if (!next.sealed) throw new Error(next.why);
  writeFileSync(join(home, 'live', 'credentials.new'), 'half of a dra');
  await cut('with half a draft');
  const again = await vault.seal('live', 'another-key');
  if (again.sealed) again.commit();
  await cut('after it took the old one’s place');
  expect(states).toEqual([
    ['before it is sealed', KEY],
    ['before the settings are written', KEY],
    ['with half a draft', KEY],
    ['before it is sealed', KEY],
    ['after it took the old one’s place', 'another-key'],
  ]);
});

test('a new key counts only once it is saved, and a discarded one leaves nothing behind', async () => {
  const vault = await open(keyRing('ring'));
  await keep(vault, 'live', KEY);
  const key = await vault.seal('live', 'another-key');
  expect(await vault.load('live')).toBe(KEY);
  if (key.sealed) key.drop();
  expect(readdirSync(join(home, 'live'))).toEqual(['credentials']);
  expect(await vault.load('live')).toBe(KEY);
  await keep(vault, 'live', 'another-key');
  expect(await vault.load('live')).toBe('another-key');
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
