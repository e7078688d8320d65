// @ts-check
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/**
 * The user's own cache folder, for files too large for a checkout or shared by several.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  const base = env['XDG_CACHE_HOME'] || env['LOCALAPPDATA'] || join(homedir(), '.cache');
  return join(base, 'countertop');
}
