// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** @typedef {import('./wanted.mjs').Wanted} Wanted */

export const hasApt = () => existsSync('/usr/bin/apt-get');

/**
 * The names of the packages on this release of Debian or Ubuntu.
 * @param {readonly Wanted[]} missing
 * @param {(name: string) => boolean} isOffered whether apt can install a package of this name
 * @returns {string[]} the oldest name if apt offers none, so that apt reports it
 */
export const packageNames = (missing, isOffered) => [
  ...new Set(missing.map(({ packages }) => packages.find(isOffered) ?? packages.at(-1) ?? '')),
];

/** @param {string} name */
export function aptOffers(name) {
  const env = { ...process.env, LC_ALL: 'C' };
  const { stdout } = spawnSync('apt-cache', ['policy', name], { env, encoding: 'utf8' });
  return /Candidate: (?!\(none\))/.test(stdout ?? '');
}

const install = ['install', '--yes', '--no-install-recommends'];

/** @param {readonly string[]} names @returns {string} one line for a person with sudo */
export const installCommand = (names) =>
  `sudo apt-get update && sudo apt-get ${install.join(' ')} ${names.join(' ')}`;

/**
 * Installs packages as root. apt's output goes to stderr.
 * @param {readonly Wanted[]} missing
 * @throws {Error} if apt fails
 */
export function aptInstall(missing) {
  aptGet(['update', '--quiet=2']);
  aptGet([...install, '--quiet=2', ...packageNames(missing, aptOffers)]);
}

/** @param {readonly string[]} args */
function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed.`);
}
