import { Buffer } from 'node:buffer';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { opened, Plain, seal, Sealed } from '#electron/secrets/sealed-file.ts';
import { jsonFile } from '#files/json-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'till-sealed-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const turned = (text: string): string => Array.from(text).reverse().join('');
const keyRing = (isSafe: boolean): KeyStore => ({
  backend: () => 'turning',
  isSafe: () => Promise.resolve(isSafe),
  seal: (text) => Promise.resolve(Buffer.from(turned(text))),
  unseal: (cipher) => Promise.resolve(turned(cipher.toString())),
});
const fileWith = (keyStore: KeyStore) => {
  const file = jsonFile(join(folder, 'secret'), z.union([Sealed, Plain]));
  return { ...file, open: async () => opened(file.read(), keyStore, 'pepper') };
};

test('a sealed text is on disk only as the key store sealed it, and can be opened again', async () => {
  const file = fileWith(keyRing(true));
  expect(await file.open()).toBeUndefined();
  const secret = await seal(keyRing(true), 'k3y-canary', 'pepper');
  expect(secret).toEqual({ backend: 'turning', cipher: Buffer.from('yranac-y3k').toString('base64') });
  file.write(secret!);
  expect(readFileSync(file.path, 'utf8')).not.toContain('k3y-canary');
  expect(await file.open()).toBe('k3y-canary');
});

test('without a safe key store nothing is sealed, and plain text is read as it is', async () => {
  expect(await seal(keyRing(false), 'k3y-canary', 'pepper')).toBeUndefined();
  const file = fileWith(keyRing(false));
  file.write({ plain: 'c2FsdA==' });
  expect(await file.open()).toBe('c2FsdA==');
});

test('a file that is damaged, or that the key store cannot open, says so', async () => {
  const refusing = { ...keyRing(true), unseal: () => Promise.reject(new Error('not mine')) };
  const file = fileWith(refusing);
  file.write({ backend: 'turning', cipher: 'AAAA' });
  await expect(file.open()).rejects.toThrow('not mine');
  for (const text of ['', '{}', '{"plain":"no base64!"}']) {
    writeFileSync(file.path, text);
    await expect(file.open()).rejects.toThrow(/./);
  }
});
