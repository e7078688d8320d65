import { join } from 'node:path';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import { jsonFile } from '#files/json-file.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { KeyStore, Purpose } from './key-store.ts';
import { opened, Sealed } from './sealed-file.ts';

const opens = async (path: string, purpose: Purpose, keyStore: KeyStore): Promise<boolean> => {
  const read = readWithinReach(jsonFile(path, Sealed));
  try {
    return (await opened(read, keyStore, purpose)) !== undefined;
  } catch {
    return false;
  }
};

/**
 * Whether this key store opens the pepper or an ApiKey in the data folder: if so, it has sealed this till's secrets. A
 * secret that another key store has sealed, such as a lost key ring, proves nothing either way. Rejects with OutOfReach
 * if it depends on a file that the system does not let it read now: somebody who takes that right away must not make
 * sealed secrets seem never to have been.
 */
export const opensSealedSecret = async (home: string, keyStore: KeyStore): Promise<boolean> => {
  if (await opens(join(home, 'pepper.json'), 'pepper', keyStore)) return true;
  for (const environment of CHOSEN_ENVIRONMENTS)
    if (await opens(join(home, environment, 'credentials'), `api-key/${environment}`, keyStore)) return true;
  return false;
};
