import { join } from 'node:path';
import { z } from 'zod';
import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { TillLog } from '#electron/system/log.ts';
import { copyUnopened } from '#files/copy-unopened.ts';
import { removeFile } from '#files/durable-file.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { NewKey, Vault } from '#services/ports.ts';
import type { KeyStore } from './key-store.ts';
import type { SealedFile } from './sealed-file.ts';
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

const Waiting = Sealed.extend({ siteId: z.string() });

/** The sealed files of an environment: the key in use, and a new one that waits beside it. */
const filesIn = (folder: string, environment: ChosenEnvironment, keyStore: KeyStore) => {
  const at = <T extends z.infer<typeof Sealed>>(name: string, schema: z.ZodType<T>) =>
    sealedFile(join(folder, name), schema, keyStore, `api-key/${environment}`);
  const inUse = at('credentials', Sealed);
  const waiting = at('credentials.next', Waiting);
  return {
    inUse,
    waiting,
    place: ({ backend, cipher }: z.infer<typeof Sealed>): void => {
      inUse.write({ backend, cipher });
      removeFile(waiting.path);
    },
  };
};
type KeyFiles = ReturnType<typeof filesIn>;

const opens = async ({ inUse }: KeyFiles): Promise<boolean> =>
  inUse.open().then(
    () => true,
    () => false,
  );

const newKey = ({ waiting, place }: KeyFiles, secret: z.infer<typeof Sealed>, siteId: string): NewKey => ({
  store: () => waiting.write({ ...secret, siteId }),
  commit: () => place(secret),
  drop: () => removeFile(waiting.path),
});

/** Throws if a file is only out of reach: nobody may then be asked for the key again. */
const keyFor = ({ inUse, waiting }: KeyFiles, siteId: string): SealedFile<z.infer<typeof Sealed>> => {
  const read = readWithinReach(waiting);
  if (read.state === 'read' && read.value.siteId === siteId) return waiting;
  readWithinReach(inUse);
  return inUse;
};

const settle = ({ waiting, place }: KeyFiles, siteId: string | null): void => {
  const read = readWithinReach(waiting);
  if (read.state === 'missing') return;
  if (read.state === 'read' && read.value.siteId === siteId) place(read.value);
  else removeFile(waiting.path);
};

/**
 * The ApiKeys, each sealed in `<folder>/credentials` as JSON `{ backend, cipher }`, cipher in base64. If the system has
 * no safe place for a secret, nothing is written. A key that can no longer be opened counts as lost: the shop enters it
 * again, and the file that did not open is kept. Every key that passes here is kept out of the log. `seal` throws
 * NodeJS.ErrnoException if the file that does not open cannot be kept, and `load` if a file is only out of reach.
 */
export const openVault = async ({ folderOf, keyStore, log }: VaultOptions): Promise<SystemVault> => {
  let isSafe = await keyStore.isSafe();
  const filesOf = (environment: ChosenEnvironment): KeyFiles =>
    filesIn(folderOf(environment), environment, keyStore);

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

  return {
    hasKey: (environment) => {
      const { inUse, waiting } = filesOf(environment);
      return inUse.exists() || waiting.exists();
    },
    seal: async (environment, apiKey, siteId) => {
      log.hide(apiKey);
      const secret = await sealed(environment, apiKey);
      if (!secret) return { sealed: false, why: 'no-key-store' };
      const files = filesOf(environment);
      if (files.inUse.exists() && !(await opens(files))) copyUnopened(files.inUse.path);
      return { sealed: true, ...newKey(files, secret, siteId) };
    },
    load: async (environment, siteId) => {
      const file = keyFor(filesOf(environment), siteId);
      try {
        const apiKey = await file.open();
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
    settle: ({ environment: inForce, siteId }) => {
      for (const environment of CHOSEN_ENVIRONMENTS) {
        try {
          settle(filesOf(environment), environment === inForce ? siteId : null);
        } catch (error) {
          log.error('a new ApiKey still waits beside the one in use', { environment, error });
        }
      }
    },
    keyStore: () => (isSafe ? 'available' : 'missing'),
  };
};
