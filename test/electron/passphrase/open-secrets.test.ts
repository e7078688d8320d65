import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeyStores } from '#electron/passphrase/key-stores.ts';
import { openSecrets } from '#electron/passphrase/open-secrets.ts';
import { passphraseFile } from '#electron/passphrase/passphrase-file.ts';
import { trainingOnlyHome } from '#electron/passphrase/training-only.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { paperLog } from '../system/paper-log.ts';

const refuse = async (): Promise<never> => Promise.reject(new Error('no key ring'));
const noKeyRing: KeyStore = {
  backend: () => 'basic_text',
  isSafe: async () => Promise.resolve(false),
  seal: refuse,
  unseal: refuse,
};

test('a till opens in training only, even if it never did before, and leaves sealed files alone', async () => {
  const home = temporaryFolder();
  const file = passphraseFile(join(home, 'passphrase.json'));
  await openKeyStores(noKeyRing, file).passphrase.make('green kettle under stairs');
  const locked = openKeyStores(noKeyRing, file);
  expect(locked.passphrase.state()).toBe('locked');
  const { ports } = await openSecrets({
    ...locked,
    ...{ home: trainingOnlyHome(home), outside: temporaryFolder(), failures: 0, log: paperLog() },
  });
  expect(ports.signingKey.publicKey).not.toBe('');
  expect(existsSync(join(home, 'signing-key.json'))).toBe(false);
});
