import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import { Sealed } from './sealed-file.ts';

const isSealed = (path: string): boolean => {
  try {
    return existsSync(path) && Sealed.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success;
  } catch {
    return false;
  }
};

/** Whether the pepper or an ApiKey in the data folder was sealed by a key store: then this till has had one. */
export const hasSealedSecret = (home: string): boolean =>
  ['pepper.json', ...CHOSEN_ENVIRONMENTS.map((environment) => join(environment, 'credentials'))].some(
    (name) => isSealed(join(home, name)),
  );
