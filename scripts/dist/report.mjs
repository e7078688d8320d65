// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { projectRoot } from '../command/project.mjs';

/**
 * Prints what was made and what was not.
 * @param {import('./pack.mjs').Package} made
 * @param {boolean} isTrial
 * @param {string} fuses
 */
export function report({ folder, archives, config }, isTrial, fuses) {
  console.log(isTrial ? '\nMade for a trial with the development runtime, NOT FOR RELEASE:' : '\nMade:');
  for (const path of [folder, ...archives]) {
    console.log(`  ${relative(projectRoot, path)}  ${Math.round(sizeOf(path) / 1e6)} MB`);
  }
  console.log(`Fuses, read back: ${fuses}.`);
  const skipped = skippedTargets(config, process.platform, isTrial);
  console.log(`Not made here:\n${skipped.map((line) => `  ${line}\n`).join('')}`);
}

/** @param {string} path @returns {number} bytes, including everything in a folder */
function sizeOf(path) {
  const file = statSync(path);
  if (!file.isDirectory()) return file.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

const systems = /** @type {const} */ ([
  ['win', 'win32', 'Windows'],
  ['mac', 'darwin', 'macOS'],
  ['linux', 'linux', 'Linux'],
]);

/**
 * @param {import('electron-builder').Configuration} config
 * @param {NodeJS.Platform} here
 * @param {boolean} isTrial
 * @returns {string[]} a line for each system with targets that were not made
 */
export const skippedTargets = (config, here, isTrial) =>
  systems.flatMap(([key, platform, name]) => {
    const targets = [config[key]?.target ?? []].flat().map(String);
    if (platform !== here) return [`${name} (${targets.join(', ')}): packed on that system only`];
    const left = isTrial ? targets.filter((target) => target !== 'tar.gz') : [];
    return left.length > 0
      ? [`${name} (${left.join(', ')}): its tools are fetched from Electron's host`]
      : [];
  });
