// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { wanted } from './wanted.mjs';

/** @typedef {import('./wanted.mjs').Presence} Presence */

/**
 * The parts of these groups that are missing.
 * @param {readonly import('./wanted.mjs').Group[]} groups
 * @param {(presence: Presence) => boolean} isThere
 * @returns {import('./wanted.mjs').Wanted[]}
 */
export const missingOf = (groups, isThere) =>
  groups.flatMap((group) => wanted[group]).filter((one) => !isThere(one.shownBy));

/**
 * Checks this machine. Looks for libraries and programs, not packages, which works on every distribution and takes a few
 * milliseconds.
 * @returns {(presence: Presence) => boolean}
 */
export function machinePresence() {
  /** @type {Set<string> | undefined} */
  let libraries;
  return (presence) => {
    if ('command' in presence) return isOnPath(presence.command);
    if ('anyFile' in presence) return presence.anyFile.some((file) => existsSync(file));
    libraries ??= loadableLibraries();
    return libraries.has(presence.library);
  };
}

/** @param {string} command */
const isOnPath = (command) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, command)));

const architectures = { x64: 'x86-64', arm64: 'AArch64' };

function loadableLibraries() {
  // ldconfig is in a folder that is not on every PATH.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
  const { stdout } = spawnSync('ldconfig', ['-p'], { env, encoding: 'utf8' });
  const architecture = architectures[/** @type {'x64' | 'arm64'} */ (process.arch)];
  return librariesIn(stdout ?? '', architecture);
}

/**
 * @param {string} listing what `ldconfig -p` prints: `libnss3.so (libc6,x86-64) => /lib/…/libnss3.so`
 * @param {string} architecture as in the brackets; libraries of another architecture cannot be loaded
 * @returns {Set<string>}
 */
export function librariesIn(listing, architecture) {
  const lines = listing.split('\n').filter((line) => line.includes(`,${architecture}`));
  return new Set(lines.map((line) => line.trim().split(' ', 1)[0] ?? ''));
}
