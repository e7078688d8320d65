import { join } from 'node:path';
import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import type { TillLog } from '#electron/system/log.ts';
import { copyUnopened } from '#files/copy-unopened.ts';
import type { Vault } from '#services/ports.ts';
import type { KeyStore } from './key-store.ts';
import { seal, Sealed, sealedFile } from './sealed-file.ts';

export interface VaultOptions {
  readonly folderOf: (environment: ChosenEnvironment) => string;
  readonly keyStore: KeyStore;
  readonly log: TillLog;
}

export interface SystemVault extends Vault {
  /** Whether this system can keep a secret, as it was when last asked: at the start and at each new key. */
  keyStore(): 'available' | 'missing';
}

/**
 * The ApiKeys, each sealed in `<folder>/credentials` as JSON `{ backend, cipher }`, cipher in base64. If the system has
 * no safe place for a secret, nothing is written. A key that can no longer be opened counts as lost: the shop enters it
 * again, and the file that did not open is kept. Every key that passes here is kept out of the log. `seal` and `commit`
 * throw NodeJS.ErrnoException if the file cannot be written; the old key then remains.
 */
export const openVault = async ({ folderOf, keyStore, log }: VaultOptions): Promise<SystemVault> => {
  let isSafe = await keyStore.isSafe();
  const fileOf = (environment: ChosenEnvironment) =>
    sealedFile(join(folderOf(environment), 'credentials'), Sealed, keyStore, `api-key/${environment}`);

  const sealed = async (environment: ChosenEnvironment, apiKey: string) => {
    try {
      const secret = await seal(keyStore, apiKey, `api-key/${environment}`);
      isSafe = secret !== undefined;
      return secret;
    } catch (error) {
      log.warn('the key store refused to seal the ApiKey', { backend: keyStore.backend(), error });
      return undefined;
    }
  };

  const opens = async (environment: ChosenEnvironment): Promise<boolean> =>
    fileOf(environment)
      .open()
      .then(
        () => true,
        () => false,
      );

  return {
    hasKey: (environment) => fileOf(environment).exists(),
    seal: async (environment, apiKey) => {
      log.hide(apiKey);
      const secret = await sealed(environment, apiKey);
      if (!secret) return { sealed: false, why: 'no-key-store' };
      const file = fileOf(environment);
      if (file.exists() && !(await opens(environment))) copyUnopened(file.path);
      return { sealed: true, ...file.draft(secret) };
    },
    load: async (environment) => {
      try {
        const apiKey = await fileOf(environment).open();
        if (apiKey !== undefined) log.hide(apiKey);
        return apiKey;
      } catch (error) {
        log.warn('the saved ApiKey cannot be opened; it must be entered again', {
          environment,
          backend: keyStore.backend(),
          error,
        });
        return undefined;
      }
    },
    keyStore: () => (isSafe ? 'available' : 'missing'),
  };
};
