// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/**
 * @typedef {object} Runtime an Electron that can start the app
 * @property {string} executable `<executable> .` starts the app of the working folder
 * @property {'override' | 'official' | 'development'} kind
 * @property {string} version of Electron, `unknown` if its folder does not say
 * @property {string} dist the unpacked Electron, as electron-builder's `electronDist` wants it
 */

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const binaries = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** @param {string} dist @returns {string} Electron's executable in an unpacked distribution */
export const electronIn = (dist) => join(dist, binaries[process.platform] ?? 'electron');

/** @param {string} dist @returns {string} */
export function versionOf(dist) {
  const file = join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
}

/** Chromium refuses to run as root unless its sandbox is off. */
export const isRoot = () => process.platform === 'linux' && process.geteuid?.() === 0;
