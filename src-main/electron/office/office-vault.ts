import { join } from 'node:path';
import { z } from 'zod';
import type { Environment } from '#domain/shop/environment.ts';
import { enrolled } from '#domain/office/enrolment.ts';
import { head } from '#domain/office/push.ts';
import type { TillLog } from '#electron/system/log.ts';
import { copyUnopened } from '#files/copy-unopened.ts';
import { removeFile } from '#files/durable-file.ts';
import { isOutOfReach, OutOfReach } from '#files/within-reach.ts';
import type { OfficeVault } from '#services/office/office-ports.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { seal, Sealed, sealedFile } from '#electron/secrets/sealed-file.ts';

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
export const openOfficeVault =
  ({ folderOf, keyStore, log }: OfficeVaultOptions) =>
  (environment: Environment): OfficeVault => {
    const purpose = `office/${environment}` as const;
    const path = join(folderOf(environment), 'office');
    const file = sealedFile(path, Sealed, keyStore, purpose);
    const load: OfficeVault['load'] = async () => {
      try {
        const text = await file.open();
        if (text === undefined) return null;
        const kept = credential.parse(JSON.parse(text));
        log.hide(kept.credential);
        return kept;
      } catch (error) {
        if (isOutOfReach(error)) throw new OutOfReach(path, error);
        const backend = keyStore.backend();
        log.warn('the credential of the office cannot be opened', { environment, backend, error });
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
