// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** @typedef {{ what: string, megabytes: number, budget: number | undefined }} Weighed */

/**
 * What a package may weigh, in MB: a little more than it did when this was written, with the development runtime. A
 * shop's line is slow, and what makes a package grow by a tenth should be meant. Those for Windows are guesses: there was no Electron for it. By the
 * ending of the name.
 * @type {Readonly<Record<string, number>>}
 */
const budgets = {
  '.asar': 8,
  '.tar.gz': 108,
  '.deb': 108,
  '.exe': 115,
  '.msi': 120,
  unpacked: 265,
};

/**
 * @param {string} path a file to distribute, the archive, or the folder of the program
 * @returns {Weighed}
 */
export function weigh(path) {
  const what = basename(path);
  const ending = Object.keys(budgets).find((one) => what.endsWith(one));
  return { what, megabytes: sizeOf(path) / 1e6, budget: budgets[ending ?? ''] };
}

/** @param {string} path @returns {number} bytes, including everything in a folder */
function sizeOf(path) {
  const file = statSync(path);
  if (!file.isDirectory()) return file.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** @param {Weighed} weighed @returns {string} */
export const describeWeight = ({ megabytes, budget }) =>
  budget === undefined ? `${megabytes.toFixed(1)} MB` : `${megabytes.toFixed(1)} MB of ${budget}`;

/**
 * @param {readonly Weighed[]} all
 * @returns {string[]} a sentence for each that weighs too much
 */
export const weightFaults = (all) =>
  all
    .filter(({ megabytes, budget }) => budget !== undefined && megabytes > budget)
    .map((one) => `${one.what} weighs ${describeWeight(one)}`);
