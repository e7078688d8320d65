/** Keys and counts that another program holds for a moment, as virus scanners and backups do, are not damaged. */
import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAttemptsFile } from '#electron/passphrase/attempts-file.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { namedPepper, pepperFile } from '#electron/secrets/pepper-file.ts';
import { openSigningKey } from '#electron/secrets/signing-key.ts';
import { openVault } from '#electron/secrets/vault.ts';
import { hold, whileHeld } from '../../files/while-held.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { anchoredTill, start } from '../anchor/anchored-till.ts';
import { paperLog } from '../system/paper-log.ts';

/** A key ring that inverts every byte. */
const keyRing: KeyStore = {
  backend: () => 'ring',
  isSafe: async () => Promise.resolve(true),
  seal: async (text) => Promise.resolve(Buffer.from(text).map((byte) => byte ^ 0x55) as Buffer),
  unseal: async (cipher) => Promise.resolve(Buffer.from(cipher.map((byte) => byte ^ 0x55)).toString()),
};

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;

const filesIn = (folder: string) =>
  readdirSync(folder)
    .toSorted()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

/** Runs the attempt while the file is held: it fails, and changes nothing. */
const expectRefused = async (folder: string, name: string, attempt: () => unknown): Promise<void> => {
  const before = filesIn(folder);
  const release = hold(name);
  try {
    await expect(Promise.resolve().then(attempt)).rejects.toThrow('EBUSY');
  } finally {
    release();
  }
  expect(filesIn(folder)).toEqual(before);
};

describe('the key that signs the journal', () => {
  const openIn = (home: string) =>
    openSigningKey({ file: join(home, 'signing-key.json'), keyStore: keyRing, log: paperLog() });
  const renewedIn = async (home: string) => {
    const opened = await openIn(home);
    await opened.renew({ by: chen, approvedBy: chen });
    return opened.key.publicKey;
  };

  test.each(['signing-key.json', 'signing-keys.json'])('is not replaced while %s is held', async (name) => {
    const home = temporaryFolder();
    const publicKey = await renewedIn(home);
    await expectRefused(home, name, () => openIn(home));
    const { key } = await openIn(home);
    expect([key.publicKey, key.former.length]).toEqual([publicKey, 1]);
  });

  test('raises no alarm while the anchor is held', async () => {
    const { till } = await anchoredTill(keyRing);
    await expectRefused(till.home, 'anchor.json', () => start(till, keyRing));
    expect((await start(till, keyRing)).live.alarms()).toEqual([]);
  });
});

test('nobody is asked for an ApiKey that the till has', async () => {
  const home = temporaryFolder();
  const open = () => openVault({ folderOf: () => home, keyStore: keyRing, log: paperLog() });
  const vault = await open();
  const sealed = await vault.seal('live', 'the-saved-live-key');
  if (sealed.sealed) sealed.commit();
  const later = await open();
  await expectRefused(home, 'credentials', () => later.load('live'));
  expect(await later.load('live')).toBe('the-saved-live-key');
});

test('a sealed pepper that is held is not replaced by one in the clear', async () => {
  const home = temporaryFolder();
  const pepper = namedPepper(Buffer.from('pepper'));
  const hide = (): void => undefined;
  await pepperFile(home, keyRing, hide).create(pepper);
  const unsafe = pepperFile(home, { ...keyRing, isSafe: async () => Promise.resolve(false) }, hide);
  await expectRefused(home, 'pepper.json', () => unsafe.write([pepper]));
});

test('wrong passphrases stay counted', async () => {
  const home = temporaryFolder();
  const open = () => openAttemptsFile(home, paperLog());
  const attempts = { failures: 4, failedAt: 7 };
  open().write(attempts);
  await expectRefused(home, 'unlock.json', () => open().read());
  const file = open();
  expect(file.read()).toEqual(attempts);
  expect(whileHeld('unlock.json', () => file.read())).toEqual(attempts);
});
