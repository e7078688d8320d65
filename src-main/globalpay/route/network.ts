import { readFileSync } from 'node:fs';
import type { SystemNetwork } from '#services/ports.ts';
import { findRoutes } from './find-routes.ts';
import type { FindRoutes } from './route.ts';

/** How this computer reaches the gateway, and whom it trusts. */
export interface Network {
  readonly routes: FindRoutes;
  /** PEM texts with the certificates of the authorities to trust besides the built-in ones. */
  readonly roots: () => readonly string[];
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Read here, since Node passes it over where certificates are named in code, and a packaged Electron always does. */
const extraRoots = ({ NODE_EXTRA_CA_CERTS: file = '' }: Variables): readonly string[] => {
  try {
    return file === '' ? [] : [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
};

/** As the environment says, and where it says nothing as the system does. */
export const networkOf = (variables: Variables, system: SystemNetwork): Network => ({
  routes: findRoutes(variables, system),
  roots: () => [...extraRoots(variables), ...system.roots()],
});
