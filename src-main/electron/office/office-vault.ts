import { join } from 'node:path';
import { z } from 'zod';
import type { Environment } from '#domain/shop/environment.ts';
import { enrolled } from '#domain/office/enrolment.ts';
import { head } from '#domain/office/push.ts';
import type { TillLog } from '#electron/system/log.ts';
import { copyUnopened } from '#files/copy-unopened.ts';
import { removeFile } from '#files/durable-file.ts';
import { jsonFile } from '#files/json-file.ts';
import { OutOfReach, readWithinReach } from '#files/within-reach.ts';
import type { OfficeVault } from '#services/office/office-ports.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { opened, seal, Sealed } from '#electron/secrets/sealed-file.ts';

export interface OfficeVaultOptions {
  readonly folderOf: (environment: Environment) => string;
  readonly keyStore: KeyStore;
  readonly log: TillLog;
}

const credential = enrolled.extend({
  address: z.string(),
  journal: z.strictObject({ installation: z.string(), end: head }).optional(),
  connected: head.optional(),
});

/**
 * The credential of an office, sealed in `<folder>/office` with the address it is for, so that nobody can redirect it.
 * If the system has no safe place for a secret, nothing is written.
 */
export const openOfficeVault = ({ folderOf, keyStore, log }: OfficeVaultOptions) => {
  /** What was said last of an environment's credential: the set-up reads it every other second. */
  const said = new Map<Environment, string>();
  return (environment: Environment): OfficeVault => {
    const purpose = `office/${environment}` as const;
    const path = join(folderOf(environment), 'office');
    const file = jsonFile(path, Sealed);
    const sayOnce = (error: unknown): void => {
      if (said.get(environment) === String(error)) return;
      said.set(environment, String(error));
      const backend = keyStore.backend();
      log.warn('the credential of the office cannot be opened', { environment, backend, error });
    };
    const load: OfficeVault['load'] = async () => {
      try {
        const text = await opened(readWithinReach(file), keyStore, purpose);
        if (text === undefined) return null;
        const kept = credential.parse(JSON.parse(text));
        log.hide(kept.credential);
        said.delete(environment);
        return kept;
      } catch (error) {
        if (error instanceof OutOfReach) throw error;
        sayOnce(error);
        return 'unopened';
      }
    };
    return {
      isSafe: async () => keyStore.isSafe(),
      load,
      store: async (enrolled) => {
        log.hide(enrolled.credential);
        const sealed = await seal(keyStore, JSON.stringify(enrolled), purpose);
        if (!sealed) throw new Error('there is no safe place for the credential');
        if (file.exists() && (await load()) === 'unopened') copyUnopened(path);
        file.write(sealed);
      },
      drop: () => removeFile(path),
    };
  };
};
