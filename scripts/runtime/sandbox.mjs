// @ts-check
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { isRoot } from './platform.mjs';

/**
 * Chromium's sandbox needs user namespaces, which some systems (Ubuntu since 23.10) deny to programs; then it needs a
 * helper program owned by root, or Electron refuses to start.
 * @param {string} dist the unpacked Electron
 * @returns {string | undefined} what the user can do, if it would refuse
 */
export function sandboxAdvice(dist) {
  if (process.platform !== 'linux' || isRoot()) return undefined;
  const helper = join(dist, 'chrome-sandbox');
  const file = statSync(helper, { throwIfNoEntry: false });
  if (file?.uid === 0 && (file.mode & 0o4111) === 0o4111) return undefined;
  if (spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0)
    return undefined;
  return `this system keeps user namespaces from Electron's sandbox; if it refuses to start, run:\nsudo chown root '${helper}' && sudo chmod 4755 '${helper}'`;
}
