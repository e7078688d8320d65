import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChosenEnvironment } from '#domain/shop/settings.ts';
import { draftWhole } from '#files/durable-file.ts';
import type { SealedKey, Vault } from '#services/ports.ts';
import type { KeyStore } from './key-store.ts';
import type { TillLog } from '#electron/system/log.ts';

const Credentials = z.object({ backend: z.string(), cipher: z.base64() });

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
 * The ApiKeys, each sealed in `<folder>/credentials` as JSON `{ backend, cipher }`, cipher in base64. Where the system
 * has no safe place for a secret nothing is written. A key that cannot be opened any more counts as lost: the shop
 * enters it again. Every key that passes here is kept out of the log.
 * `seal` and `keep` throw NodeJS.ErrnoException where the disk will not have it; the old key then stands.
 */
export const openVault = async ({ folderOf, keyStore, log }: VaultOptions): Promise<SystemVault> => {
  let isSafe = await keyStore.isSafe();
  const fileOf = (environment: ChosenEnvironment): string => join(folderOf(environment), 'credentials');

  const seal = async (environment: ChosenEnvironment, apiKey: string): Promise<SealedKey> => {
    log.hide(apiKey);
    isSafe = await keyStore.isSafe();
    const cipher = isSafe ? await sealed(keyStore, apiKey, log) : undefined;
    if (!cipher) return { sealed: false, why: 'no-key-store' };
    const stored = { backend: keyStore.backend(), cipher: cipher.toString('base64') };
    return { sealed: true, ...draftWhole(fileOf(environment), `${JSON.stringify(stored)}\n`) };
  };

  const load = async (environment: ChosenEnvironment): Promise<string | undefined> => {
    if (!existsSync(fileOf(environment))) return undefined;
    try {
      const { cipher } = Credentials.parse(JSON.parse(readFileSync(fileOf(environment), 'utf8')));
      const apiKey = await keyStore.unseal(Buffer.from(cipher, 'base64'));
      log.hide(apiKey);
      return apiKey;
    } catch (error) {
      log.warn('the saved ApiKey cannot be opened; it must be entered again', {
        environment,
        backend: keyStore.backend(),
        error,
      });
      return undefined;
    }
  };

  return {
    hasKey: (environment) => existsSync(fileOf(environment)),
    seal,
    load,
    keyStore: () => (isSafe ? 'available' : 'missing'),
  };
};

const sealed = async (keyStore: KeyStore, text: string, log: TillLog): Promise<Buffer | undefined> => {
  try {
    return await keyStore.seal(text);
  } catch (error) {
    log.warn('the key store refused to seal the ApiKey', { backend: keyStore.backend(), error });
    return undefined;
  }
};
