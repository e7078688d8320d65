#!/usr/bin/env node
// @ts-check
import process from 'node:process';
import { aptInstall, aptOffers, hasApt, installCommand, packageNames } from './packages/apt.mjs';
import { machinePresence, missingOf } from './packages/presence.mjs';
import { groups } from './packages/wanted.mjs';
import { asCommand } from './command/as-command.mjs';
import { isRoot } from './runtime/platform.mjs';
import { say } from './command/say.mjs';

/** @typedef {import('./packages/wanted.mjs').Group} Group */

/**
 * Makes sure that the machine has what the groups need: installs what is missing if run as root on Debian or Ubuntu.
 * Silent if nothing is missing. Systems other than Linux need nothing.
 * @param {readonly Group[]} needed
 * @throws {Error} with the command to run if this process cannot install it
 */
export function ensureSystemPackages(needed) {
  if (process.platform !== 'linux') return;
  const missing = missingOf(needed, machinePresence());
  if (missing.length === 0) return;
  const names = packageNames(missing, hasApt() ? aptOffers : () => false);
  if (!hasApt()) throw new Error(`please install what Debian calls ${names.join(', ')}.`);
  if (!isRoot()) throw new Error(`some packages are missing. Please run:\n${installCommand(names)}`);
  say(`installing ${names.join(' ')} …`);
  aptInstall(missing);
  const still = missingOf(needed, machinePresence()).flatMap(({ packages }) => packages.at(-1) ?? []);
  if (still.length > 0) throw new Error(`apt-get installed ${still.join(' ')}, but it cannot be found.`);
}

/** @param {string} name @returns {name is Group} */
const isGroup = (name) => groups.some((group) => group === name);

await asCommand(import.meta.url, (named) => {
  const unknown = named.find((name) => !isGroup(name));
  if (unknown) throw new Error(`there is no group ${unknown}; there are ${groups.join(', ')}.`);
  ensureSystemPackages(named.length > 0 ? named.filter(isGroup) : groups);
  return 0;
});
