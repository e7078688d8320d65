import { join } from 'node:path';
import type { TillLog } from '#electron/system/log.ts';
import type { Pepper } from '#electron/secrets/pepper.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { openSigningKey } from '#electron/secrets/signing-key.ts';
import type { SystemVault } from '#electron/secrets/vault.ts';
import { openVault } from '#electron/secrets/vault.ts';
import type { SettingsFile, SigningKey } from '#services/ports.ts';
import type { KeyStores } from './key-stores.ts';

export interface SecretsOptions extends KeyStores {
  readonly home: string;
  readonly log: TillLog;
}

export interface Secrets {
  readonly vault: SystemVault;
  readonly pepper: Pepper;
  readonly signingKey: SigningKey;
}

/**
 * What the till keeps secret. The key that signs the shop's journals stays where it is while the passphrase has not been
 * entered: what is done in training meanwhile is signed by a key of its own.
 */
export const openSecrets = async ({ home, keyStore, passphrase, log }: SecretsOptions): Promise<Secrets> => {
  const folder = passphrase.state() === 'locked' ? join(home, 'training') : home;
  return {
    vault: await openVault({ folderOf: (environment) => join(home, environment), keyStore, log }),
    pepper: openPepper({ home, keyStore, log }),
    signingKey: await openSigningKey({ file: join(folder, 'signing-key.json'), keyStore, log }),
  };
};

/** The settings of a till that is open in training only. They are not changed: what is saved leads to real money. */
export const inTraining = (file: SettingsFile): SettingsFile => ({
  read: () => ({ ...file.read(), environment: 'training' }),
  write: () => {
    throw new Error('the passphrase has not been entered, so the settings stay as they are');
  },
});
