import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openSigningKey } from '#electron/secrets/signing-key.ts';
import { isSignedBy } from '#files/signature.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { PaperLog } from '../../sqlite/kit/shop-journal.ts';

const newFile = () => join(temporaryFolder(), 'keys', 'signing-key.json');
const bytes = Buffer.from('row 7');

/** A key store that reverses texts. */
const turned = (text: string) => Array.from(text).reverse().join('');
const keyRing: KeyStore = {
  backend: () => 'turning',
  isSafe: () => Promise.resolve(true),
  seal: (text: string) => Promise.resolve(Buffer.from(turned(text))),
  unseal: (cipher: Buffer) => Promise.resolve(turned(cipher.toString())),
};
const failing = () => Promise.reject(new Error('no key ring'));
const noKeyRing: KeyStore = {
  backend: () => 'none',
  isSafe: () => Promise.resolve(false),
  seal: failing,
  unseal: failing,
};

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const acting = { by: chen, approvedBy: chen };
const contentOf = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as { privateKey: string };

const openKey = async (file: string, keyStore: KeyStore = noKeyRing) =>
  (await openSigningKey({ file, keyStore, log: new PaperLog() })).key;

describe('the key that signs the journal', () => {
  test('is made once and stays the same', async () => {
    const file = newFile();
    const first = await openKey(file);
    const second = await openKey(file);
    expect(second.publicKey).toBe(first.publicKey);
    expect(isSignedBy(first.publicKey, bytes, second.sign(bytes))).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });

  test('makes signatures that no other key can make', async () => {
    const [ours, others] = [await openKey(newFile()), await openKey(newFile())];
    expect(isSignedBy(ours.publicKey, bytes, others.sign(bytes))).toBe(false);
    expect(isSignedBy(ours.publicKey, Buffer.from('row 8'), ours.sign(bytes))).toBe(false);
    expect(isSignedBy('AAAA', bytes, ours.sign(bytes))).toBe(false);
  });

  test('is on disk only as the system’s key store sealed it', async () => {
    const file = newFile();
    const { publicKey } = await openKey(file);
    const open = JSON.parse(readFileSync(file, 'utf8')) as { privateKey: string };
    const later = await openSigningKey({ file, keyStore: keyRing, log: new PaperLog() });
    await later.seal();
    expect(later.key.publicKey).toBe(publicKey);
    expect(readFileSync(file, 'utf8')).not.toContain(open.privateKey);
    expect((await openKey(file, keyRing)).publicKey).toBe(publicKey);
  });

  test('is replaced when it cannot be opened, and the old one is kept', async () => {
    const file = newFile();
    const { publicKey } = await openKey(file, keyRing);
    const before = readFileSync(file);
    const unopened = async () => (await openKey(file)).publicKey;
    expect(await unopened()).not.toBe(publicKey);
    const [kept = ''] = readdirSync(dirname(file)).filter((name) => name.includes('unopened'));
    expect(readFileSync(join(dirname(file), kept))).toEqual(before);

    writeFileSync(file, 'spilt coffee');
    expect((await openKey(file)).publicKey).toMatch(/^MCow/);
    expect(readdirSync(dirname(file))).toHaveLength(3);
  });

  test('never stops the till from starting, whatever the key ring and the disk do', async () => {
    const file = newFile();
    const inTheWay = dirname(file);
    writeFileSync(inTheWay, 'a file where the folder should be');
    expect((await openKey(file)).publicKey).toMatch(/^MCow/);
    rmSync(inTheWay);
    const unreliable = { ...noKeyRing, isSafe: () => Promise.resolve(true) };
    const { publicKey } = await openKey(file, unreliable);
    expect((await openKey(file, unreliable)).publicKey).toBe(publicKey);
  });

  test('says under its seal what else was sealed, also once it is renewed', async () => {
    const file = newFile();
    const open = async () => openSigningKey({ file, keyStore: keyRing, log: new PaperLog() });
    const opened = await open();
    expect([opened.isNoted('anchor'), opened.isNoted('pepper')]).toEqual([false, false]);
    await Promise.all([opened.note('anchor'), opened.renew(acting), opened.note('pepper')]);
    const later = await open();
    expect([later.isNoted('anchor'), later.isNoted('pepper')]).toEqual([true, true]);
    expect(later.key.publicKey).toBe(opened.key.publicKey);
    const text = turned(Buffer.from(contentOf(file).privateKey, 'base64').toString());
    // That is where earlier versions look for the anchor's.
    expect(text.endsWith(' ')).toBe(true);
  });

  test('says nothing while it is in the clear, where anybody could have written it', async () => {
    const file = newFile();
    const opened = await openSigningKey({ file, keyStore: noKeyRing, log: new PaperLog() });
    const before = readFileSync(file, 'utf8');
    await opened.note('pepper');
    expect([opened.isNoted('pepper'), readFileSync(file, 'utf8')]).toEqual([false, before]);
  });
});
