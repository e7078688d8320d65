import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { TillLog } from '#electron/system/log.ts';
import { copyUnopened } from '#files/copy-unopened.ts';
import type { JsonRead } from '#files/json-file.ts';
import { jsonFile } from '#files/json-file.ts';
import { rememberedFile } from '#files/remembered-file.ts';
import type { Vault } from '#services/ports.ts';
import type { KeyStore } from './key-store.ts';
import { opened, seal, Sealed } from './sealed-file.ts';

export interface VaultOptions {
  readonly folderOf: (environment: ChosenEnvironment) => string;
  readonly keyStore: KeyStore;
  readonly log: TillLog;
}

export interface SystemVault extends Vault {
  /** Whether this system can keep a secret, as it was when last asked: at the start and at each new key. */
  keyStore(): 'available' | 'missing';
}

/** A new key has the name by which the settings say whether it counts. */
const Waiting = Sealed.extend({ name: z.string() });
type WaitingKey = z.infer<typeof Waiting>;
type KeyInFile = z.infer<typeof Sealed>;

const NAME_BYTES = 8;

const filesIn = (folder: string) => {
  const at = <T extends KeyInFile>(name: string, schema: z.ZodType<T>) =>
    rememberedFile(jsonFile(join(folder, name), schema));
  return { inUse: at('credentials', Sealed), waiting: at('credentials.next', Waiting) };
};

/** The sealed files of an environment: the key in use, and a new one that waits beside it. */
const keyFiles = (environment: ChosenEnvironment, { folderOf, keyStore, log }: VaultOptions) => {
  const { inUse, waiting } = filesIn(folderOf(environment));
  const open = async (read: JsonRead<KeyInFile>) => opened(read, keyStore, `api-key/${environment}`);
  /** The waiting key, if it is the one that the settings name. Throws OutOfReach. */
  const named = (name: string): WaitingKey | null => {
    if (name === '') return null;
    const read = waiting.read();
    return read.state === 'read' && read.value.name === name ? read.value : null;
  };
  /** A damaged one may be the key that the settings name. */
  const reportDamaged = (): void => {
    const read = waiting.read();
    if (read.state === 'damaged')
      log.error('a new ApiKey cannot be read, and the one before it counts', {
        environment,
        error: read.error,
      });
  };
  /** A power cut in between leaves it waiting, too, and it takes its place once more. */
  const place = ({ backend, cipher }: WaitingKey): void => {
    inUse.write({ backend, cipher });
    waiting.remove();
  };
  return {
    wait: (key: WaitingKey) => waiting.write(key),
    place,
    settle: (name: string): void => {
      const key = named(name);
      if (key) place(key);
    },
    hasKey: (name: string): boolean => inUse.exists() || named(name) !== null,
    counting: (name: string): JsonRead<KeyInFile> => {
      const value = named(name);
      if (value) return { state: 'read', value };
      if (name !== '') reportDamaged();
      return inUse.read();
    },
    open,
    keepUnopened: async (): Promise<void> => {
      try {
        await open(inUse.read());
      } catch {
        copyUnopened(inUse.path);
      }
    },
  };
};
type KeyFiles = ReturnType<typeof keyFiles>;

const sealKey = async (apiKey: string, environment: ChosenEnvironment, { keyStore, log }: VaultOptions) => {
  try {
    return await seal(keyStore, apiKey, `api-key/${environment}`);
  } catch (error) {
    log.warn('the key store refused to seal the ApiKey', { backend: keyStore.backend(), error });
    return null;
  }
};

/**
 * The ApiKeys, each sealed in `<folder>/credentials` as JSON `{ backend, cipher }`, cipher in base64. If the system has
 * no safe place for a secret, nothing is written. A key that can no longer be opened counts as lost: the shop enters it
 * again, and the file that did not open is kept. Every key that passes here is kept out of the log. A new key waits in
 * `<folder>/credentials.next`, and counts only while the settings name it: writing them decides on both at once. One that
 * they do not name stays until the next replaces it. `seal` throws NodeJS.ErrnoException if the file that does not open
 * cannot be kept, and `load` throws OutOfReach.
 */
export const openVault = async (options: VaultOptions): Promise<SystemVault> => {
  const { keyStore, log } = options;
  let isSafe = await keyStore.isSafe();
  let inForce: () => Pick<Settings, 'keyName'> = () => ({ keyName: '' });
  const files: Readonly<Record<ChosenEnvironment, KeyFiles>> = {
    training: keyFiles('training', options),
    test: keyFiles('test', options),
    live: keyFiles('live', options),
  };

  return {
    hasKey: (environment) => files[environment].hasKey(inForce().keyName),
    seal: async (environment, apiKey) => {
      log.hide(apiKey);
      const secret = await sealKey(apiKey, environment, options);
      if (secret !== null) isSafe = secret !== undefined;
      if (!secret) return { sealed: false, why: 'no-key-store' };
      await files[environment].keepUnopened();
      const key = { ...secret, name: randomBytes(NAME_BYTES).toString('hex') };
      return {
        sealed: true,
        name: key.name,
        store: () => {
          // Once the settings name this key, they name no other: what they still name must not wait any longer.
          for (const each of CHOSEN_ENVIRONMENTS) files[each].settle(inForce().keyName);
          files[environment].wait(key);
        },
        commit: () => files[environment].place(key),
      };
    },
    load: async (environment) => {
      const read = files[environment].counting(inForce().keyName);
      try {
        const apiKey = await files[environment].open(read);
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
    follow: (settings) => {
      inForce = settings;
      for (const environment of CHOSEN_ENVIRONMENTS) {
        try {
          files[environment].settle(inForce().keyName);
        } catch (error) {
          log.error('a new ApiKey still waits beside the one in use', { environment, error });
        }
      }
    },
    keyStore: () => (isSafe ? 'available' : 'missing'),
  };
};
