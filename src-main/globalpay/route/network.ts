import { readFileSync } from 'node:fs';
import type { SystemNetwork } from '#services/ports.ts';
import type { Variables } from './find-routes.ts';
import { findRoutes } from './find-routes.ts';
import type { FindRoutes } from './route.ts';

/** How this computer reaches the gateway, and which authorities it trusts. */
export interface Network {
  readonly routes: FindRoutes;
  /** Certificates of the authorities to trust besides the built-in ones, in PEM texts of one or more. */
  readonly roots: () => readonly string[];
}

/**
 * Read here because Node ignores the variable if code passes its own certificates, and a packaged Electron always
 * ignores it.
 */
const extraRoots = ({ NODE_EXTRA_CA_CERTS: file = '' }: Variables): readonly string[] => {
  try {
    return file === '' ? [] : [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
};

/** By the environment's proxy or, if it names none, the system's. */
export const networkOf = (variables: Variables, system: SystemNetwork): Network => ({
  routes: findRoutes(variables, system),
  roots: () => [...extraRoots(variables), ...system.roots()],
});
