import { mkdtempSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOfficeVault } from '#electron/office/office-vault.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { hold } from '../../files/while-held.ts';
import { credential } from '../../support/office/fake-office.ts';
import { silentLog } from '../../support/station-kit.ts';

/**
 * Adds its own name and the purpose to the text, so that another store, or another purpose, opens nothing.
 */
const keyStore = (name: string, isSafe = true): KeyStore => ({
  backend: () => name,
  isSafe: async () => Promise.resolve(isSafe),
  seal: async (text, purpose) =>
    Promise.resolve(Buffer.from(`${name} ${purpose} ${Buffer.from(text).toString('hex')}`)),
  unseal: async (cipher, purpose) => {
    const [sealedBy, sealedFor, hex = ''] = cipher.toString().split(' ');
    if (sealedBy !== name || sealedFor !== purpose) return Promise.reject(new Error('not ours'));
    return Promise.resolve(Buffer.from(hex, 'hex').toString());
  },
});

const kit = (home = mkdtempSync(join(tmpdir(), 'office-vault-'))) => {
  const hidden: string[] = [];
  const warned: string[] = [];
  const log = {
    ...silentLog,
    warn: (message: string) => void warned.push(message),
    hide: (secret: string) => void hidden.push(secret),
    clean: (text: string) => text,
  };
  const vaults = (store: KeyStore) =>
    openOfficeVault({ folderOf: (environment) => join(home, environment), keyStore: store, log });
  return { home, hidden, warned, vaults };
};

test('a credential is sealed in its environment’s folder, with the address that it is for, and hidden from the log', async () => {
  const { home, hidden, vaults } = kit();
  const vault = vaults(keyStore('ring'));
  expect(await vault('live').load()).toBeNull();
  const kept = { ...credential, connected: { sequence: 4, hash: 'a'.repeat(64) } };
  await vault('live').store(kept);
  const path = join(home, 'live', 'office');
  expect(readFileSync(path, 'utf8')).not.toContain(credential.credential);
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(await vault('live').load()).toEqual(kept);
  expect(await vault('test').load()).toBeNull();
  expect(hidden).toContain(credential.credential);
  vault('live').drop();
  expect(await vault('live').load()).toBeNull();
});

test('a credential that another program holds is neither lost nor replaced', async () => {
  const { home, vaults } = kit();
  const vault = vaults(keyStore('ring'))('live');
  await vault.store(credential);
  const release = hold(join('live', 'office'));
  await expect(vault.load()).rejects.toThrow(/cannot be read now/);
  await expect(vault.store({ ...credential, station: 'st-2' })).rejects.toThrow(/cannot be read now/);
  release();
  expect(await vault.load()).toEqual(credential);
  expect(readdirSync(join(home, 'live'))).toEqual(['office']);
});

test('another environment’s, or another computer’s, does not open, and is kept when another takes its place', async () => {
  const { home, vaults } = kit();
  await vaults(keyStore('ring'))('test').store(credential);
  const folder = join(home, 'test');
  expect(await vaults(keyStore('another'))('test').load()).toBe('unopened');
  await vaults(keyStore('another'))('test').store({ ...credential, station: 'st-2' });
  expect(readdirSync(folder).some((name) => name.startsWith('office.unopened-'))).toBe(true);
  renameSync(folder, join(home, 'live'));
  expect(await vaults(keyStore('another'))('live').load()).toBe('unopened');
});

test('one that does not open is said to be so once, although the set-up reads it every other second', async () => {
  const { warned, vaults } = kit();
  await vaults(keyStore('ring'))('live').store(credential);
  const vault = vaults(keyStore('another'));
  const loaded = [await vault('live').load(), await vault('live').load()];
  expect([loaded, warned.length]).toEqual([['unopened', 'unopened'], 1]);
  await vault('live').store(credential);
  expect(await vault('live').load()).toEqual(credential);
  expect(warned).toHaveLength(1);
});

test('without a safe place nothing is written', async () => {
  const { home, vaults } = kit();
  const vault = vaults(keyStore('basic', false))('test');
  expect(await vault.isSafe()).toBe(false);
  await expect(vault.store(credential)).rejects.toThrow();
  expect(readdirSync(home)).toEqual([]);
});
