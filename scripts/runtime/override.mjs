// @ts-check
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { startable } from './launcher.mjs';
import { electronIn, versionOf } from './platform.mjs';

/**
 * The Electron that ELECTRON_OVERRIDE_DIST_PATH names, the same variable Electron's own npm package knows.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {import('./platform.mjs').Runtime | undefined} undefined if it is not set
 * @throws {Error} if it is set and there is no Electron
 */
export function overrideRuntime(env = process.env) {
  const named = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!named) return undefined;
  const dist = resolve(named);
  if (!existsSync(electronIn(dist))) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${electronIn(dist)}.`);
  }
  return { executable: startable(dist), kind: 'override', version: versionOf(dist), dist };
}
