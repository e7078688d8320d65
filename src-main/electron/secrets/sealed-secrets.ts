import { join } from 'node:path';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { KeyStore, Purpose } from './key-store.ts';
import { Sealed, sealedFile } from './sealed-file.ts';

const opens = async (path: string, purpose: Purpose, keyStore: KeyStore): Promise<boolean> => {
  try {
    return (await sealedFile(path, Sealed, keyStore, purpose).open()) !== undefined;
  } catch {
    return false;
  }
};

/**
 * Whether this key store opens the pepper or an ApiKey in the data folder: if so, it has sealed this till's secrets. A
 * secret that another key store has sealed, such as a lost key ring, proves nothing either way.
 */
export const opensSealedSecret = async (home: string, keyStore: KeyStore): Promise<boolean> => {
  if (await opens(join(home, 'pepper.json'), 'pepper', keyStore)) return true;
  for (const environment of CHOSEN_ENVIRONMENTS)
    if (await opens(join(home, environment, 'credentials'), `api-key/${environment}`, keyStore)) return true;
  return false;
};
