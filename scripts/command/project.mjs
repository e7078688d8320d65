// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The checkout these scripts belong to. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string[]} parts path below node_modules */
export const installed = (...parts) => join(projectRoot, 'node_modules', ...parts);

/**
 * The version of a package as npm installed it.
 * @param {string} name
 * @returns {string}
 */
export function installedVersion(name) {
  const manifest = installed(...name.split('/'), 'package.json');
  if (!existsSync(manifest)) throw new Error(`${name} is not installed: run "npm ci" first.`);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/**
 * The Node that came with `npm ci`. The machine's own may be too old for Electron's tools (they want 22.12).
 * @returns {string} path of the node executable; the running one if npm installed none
 */
export function projectNode() {
  const brought = installed('node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(brought) ? brought : process.execPath;
}

/**
 * The environment in which `node`, `vitest` and the like mean the project's own.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(env = process.env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [name]: [installed('.bin'), env[name]].filter(Boolean).join(delimiter) };
}
