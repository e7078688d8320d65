import { readFileSync } from 'node:fs';
import type { SystemNetwork } from '#services/ports.ts';
import { findRoutes } from './find-routes.ts';
import type { Way } from './outlet.ts';

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
export const usualWay = (variables: Variables, system: SystemNetwork): Way => ({
  routes: findRoutes(variables, system),
  roots: () => [...extraRoots(variables), ...system.roots()],
});
