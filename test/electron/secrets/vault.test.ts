import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openVault } from '#electron/secrets/vault.ts';
import type { Vault } from '#services/ports.ts';
import { paperLog } from '../system/paper-log.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'till-vault-'))));
afterEach(() => rmSync(home, { recursive: true }));

const KEY = 'k3y-canary-0001';
const SITE = '30201';

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
  const key = await vault.seal(environment, apiKey, SITE);
  if (key.sealed) key.commit();
  return key.sealed;
};

const open = (keyStore: KeyStore, log = paperLog()) =>
  openVault({ folderOf: (environment) => join(home, environment), keyStore, log });

test('the ApiKey is there after a restart, per environment', async () => {
  const first = await open(keyRing('ring'));
  expect(await keep(first, 'test', KEY)).toBe(true);
  const second = await open(keyRing('ring'));
  expect(await second.load('test', SITE)).toBe(KEY);
  expect(second.hasKey('test')).toBe(true);
  expect(second.hasKey('live')).toBe(false);
  expect(await second.load('live', SITE)).toBeUndefined();
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
  expect(await vault.seal('live', KEY, SITE)).toEqual({ sealed: false, why: 'no-key-store' });
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
  expect(await locked.seal('live', 'another-key', SITE)).toEqual({ sealed: false, why: 'no-key-store' });
  expect(await vault.load('live', SITE)).toBe(KEY);
});

describe('a power cut while another key is saved for another SiteID', () => {
  const BEFORE = { environment: 'live', siteId: SITE } as const;
  const AFTER = { environment: 'live', siteId: '40302' } as const;

  /** The key that the next start uses, and the settings that it finds. */
  const nextStart = async (inForce: typeof BEFORE | typeof AFTER) => {
    const vault = await open(keyRing('ring'));
    vault.settle(inForce);
    const key = await vault.load('live', inForce.siteId);
    return { key, files: readdirSync(join(home, 'live')) };
  };
  const renewing = async () => {
    const vault = await open(keyRing('ring'));
    await keep(vault, 'live', KEY);
    const next = await vault.seal('live', 'another-key', AFTER.siteId);
    if (!next.sealed) throw new Error(next.why);
    return { vault, next };
  };

  test('leaves the old key with the old settings before they are written', async () => {
    const { next } = await renewing();
    expect(await nextStart(BEFORE)).toEqual({ key: KEY, files: ['credentials'] });
    next.store();
    expect(await nextStart(BEFORE)).toEqual({ key: KEY, files: ['credentials'] });
    writeFileSync(join(home, 'live', 'credentials.next.new'), 'half of a dra');
    expect((await nextStart(BEFORE)).key).toBe(KEY);
  });

  test('leaves the new key with the new settings once they are written', async () => {
    const { next } = await renewing();
    next.store();
    expect(await nextStart(AFTER)).toEqual({ key: 'another-key', files: ['credentials'] });
  });

  test('while it takes the old one’s place leaves the new one', async () => {
    const { next } = await renewing();
    next.store();
    const waiting = readFileSync(join(home, 'live', 'credentials.next'));
    next.commit();
    writeFileSync(join(home, 'live', 'credentials.next'), waiting);
    expect(await nextStart(AFTER)).toEqual({ key: 'another-key', files: ['credentials'] });
  });

  test('leaves no key of an environment that was not entered', async () => {
    const vault = await open(keyRing('ring'));
    const next = await vault.seal('test', 'another-key', SITE);
    if (next.sealed) next.store();
    expect(vault.hasKey('test')).toBe(true);
    vault.settle(BEFORE);
    expect(vault.hasKey('test')).toBe(false);
  });

  test('and a key that cannot take its place is used all the same, until it can', async () => {
    const { vault, next } = await renewing();
    next.store();
    mkdirSync(join(home, 'live', 'credentials.new'));
    const log = paperLog();
    const held = await open(keyRing('ring'), log);
    held.settle(AFTER);
    expect(log.lines).toEqual([expect.objectContaining({ level: 'error' })]);
    for (const one of [vault, held]) expect(await one.load('live', AFTER.siteId)).toBe('another-key');
    expect(await held.load('live', SITE)).toBe(KEY);
    rmSync(join(home, 'live', 'credentials.new'), { recursive: true });
    expect(await nextStart(AFTER)).toEqual({ key: 'another-key', files: ['credentials'] });
  });
});

test('a new key counts only once it is saved, and a discarded one leaves nothing behind', async () => {
  const vault = await open(keyRing('ring'));
  await keep(vault, 'live', KEY);
  const key = await vault.seal('live', 'another-key', SITE);
  expect(await vault.load('live', SITE)).toBe(KEY);
  if (key.sealed) {
    key.store();
    key.drop();
  }
  expect(readdirSync(join(home, 'live'))).toEqual(['credentials']);
  expect(await vault.load('live', SITE)).toBe(KEY);
  await keep(vault, 'live', 'another-key');
  expect(await vault.load('live', SITE)).toBe('another-key');
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
  expect(await (await open(keyRing('first'))).load('live', SITE)).toBe(KEY);
});

test.each(['another key ring', 'damaged'])(
  'a key that cannot be opened counts as lost and stops nothing: %s',
  async (why) => {
    await keep(await open(keyRing('ring')), 'live', KEY);
    if (why === 'damaged') writeFileSync(join(home, 'live', 'credentials'), '{"backend":');
    const log = paperLog();
    const vault = await open(keyRing('other'), log);
    expect(await vault.load('live', SITE)).toBeUndefined();
    expect(log.lines).toEqual([expect.objectContaining({ level: 'warn' })]);
  },
);

test('no key that the vault has seen appears in the log', async () => {
  const log = paperLog();
  await keep(await open(keyRing('ring'), log), 'live', KEY);
  expect(log.secrets).toEqual([KEY]);
  const later = paperLog();
  await (await open(keyRing('ring'), later)).load('live', SITE);
  expect(later.secrets).toEqual([KEY]);
});
