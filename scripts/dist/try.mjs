// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { projectEnvironment, projectNode, projectRoot } from '../command/project.mjs';
import { runToEnd } from '../command/run.mjs';
import { environmentOn, withVirtualDisplay } from '../displays/displays.mjs';
import { hasApt } from '../packages/apt.mjs';
import { isRoot } from '../runtime/platform.mjs';
import { ensureSystemPackages } from '../system-packages.mjs';
import { pack } from './pack.mjs';
import { nextVersion, numbered } from './versioned.mjs';

/** @param {import('./pack.mjs').Package} made @returns {string} */
function debOf({ archives }) {
  const deb = archives.find((file) => file.endsWith('.deb'));
  if (!deb) throw new Error('no deb was made.');
  return deb;
}

/**
 * Whether a package can be tried here.
 * @throws {Error} if not: it is installed on this very machine
 */
export function ensureTryable() {
  if (!hasApt() || !isRoot() || existsSync('/usr/bin/countertop')) {
    throw new Error(
      'the deb is tried by installing it: on Debian or Ubuntu, as root, where no till is installed.',
    );
  }
  ensureSystemPackages(['app', 'virtual-display', 'fonts', 'deb']);
}

/**
 * Packs this version and a next one, and tries both on this machine: install, sale, upgrade over a running till, remove,
 * purge.
 * @param {import('./trial.mjs').Trial | undefined} trial
 * @returns {Promise<number>} exit code, 0 if every step worked
 */
export async function tryDeb(trial) {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const made = await pack(trial, numbered(version));
  const next = await pack(trial, numbered(nextVersion(version)));
  const pictures = join(projectRoot, 'out', 'try');
  const script = join(projectRoot, 'test', 'dist', 'installed', 'try-deb.ts');
  const args = [script, debOf(made), debOf(next), pictures];
  const code = await withVirtualDisplay((display) => {
    const env = environmentOn(display, projectEnvironment());
    return runToEnd(projectNode(), args, { cwd: projectRoot, env });
  });
  if (code === 0) console.log(`\nPictures: ${relative(process.cwd(), pictures)}`);
  return code;
}
