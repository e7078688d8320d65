// @ts-check
import { relative } from 'node:path';
import process from 'node:process';
import { projectRoot } from '../command/project.mjs';
import { describeWeight, weigh } from './sizes.mjs';

/**
 * Prints what was made and what was not.
 * @param {import('./pack.mjs').Package} made
 * @param {boolean} isTrial
 * @param {string} fuses
 */
export function report({ folder, archives, asar, config }, isTrial, fuses) {
  console.log(isTrial ? '\nMade for a trial with the development runtime, NOT FOR RELEASE:' : '\nMade:');
  for (const path of [folder, asar, ...archives]) {
    console.log(`  ${relative(projectRoot, path)}  ${describeWeight(weigh(path))}`);
  }
  console.log(`Fuses, read back: ${fuses}.`);
  const skipped = skippedTargets(config, process.platform);
  console.log(`Not made here:\n${skipped.map((line) => `  ${line}\n`).join('')}`);
}

const systems = /** @type {const} */ ([
  ['win', 'win32', 'Windows', 'npm run dist -- --windows, on Debian'],
  ['mac', 'darwin', 'macOS', 'packed on that system only'],
  ['linux', 'linux', 'Linux', 'packed on that system only'],
]);

/**
 * @param {import('electron-builder').Configuration} config
 * @param {NodeJS.Platform} here
 * @returns {string[]} a line for each system that was not packed for
 */
export const skippedTargets = (config, here) =>
  systems
    .filter(([, platform]) => platform !== here)
    .map(([key, , name, how]) => {
      const targets = [config[key]?.target ?? []].flat();
      const names = targets.map((target) => (typeof target === 'string' ? target : target.target));
      return `${name} (${names.join(', ')}): ${how}`;
    });
