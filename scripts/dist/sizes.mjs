// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** @typedef {{ what: string, megabytes: number, budget: number | undefined }} Weighed */

/**
 * The size limit of a package in MB, by the ending of its name: a little more than its size when this was written, with
 * the development runtime. A shop's connection is slow, so growth by a tenth should be intended. The limits for Windows
 * are guesses: there was no Electron for it.
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
 * @returns {string[]} a sentence for each that is too large
 */
export const weightFaults = (all) =>
  all
    .filter(({ megabytes, budget }) => budget !== undefined && megabytes > budget)
    .map((one) => `${one.what} weighs ${describeWeight(one)}`);
