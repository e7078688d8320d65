// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cacheFolder } from './cache-folder.mjs';
import { recipe, recipeName } from './making/recipe.mjs';

/** The registry holds this runtime for Linux on x64 only. */
export const developmentPossible = () => process.platform === 'linux' && process.arch === 'x64';

export const developmentFolder = () => join(cacheFolder(), recipeName());

/**
 * The runtime for development and tests, if it has been made already. Its folder is complete or missing.
 * @returns {import('./platform.mjs').Runtime | undefined}
 */
export function developmentRuntime() {
  const folder = developmentFolder();
  const executable = join(folder, 'electron');
  if (!existsSync(executable)) return undefined;
  return { executable, kind: 'development', version: recipe.electron, dist: join(folder, 'dist') };
}
