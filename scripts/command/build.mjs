// @ts-check
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from './npm-command.mjs';
import { projectEnvironment, projectRoot } from './project.mjs';
import { runToEnd } from './run.mjs';
import { say } from './say.mjs';

const sources = [
  'src-main',
  'src-renderer',
  'src-office',
  'resources',
  'scripts/command',
  'scripts/npm',
  'scripts/runtime',
  'scripts/dist/bundled',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Runs `npm run build` if anything has changed since the last good build.
 * @throws {Error} if the build fails, which has printed why
 */
export async function ensureBuild() {
  const stamp = join(projectRoot, 'out', 'built');
  if (!isStale(projectRoot, stamp)) return;
  say('building …');
  const startedAt = new Date();
  const npm = npmCommand(['run', '--silent', 'build']);
  // stdout belongs to the calling command.
  const options = { cwd: projectRoot, env: projectEnvironment(), shell: npm.shell };
  const code = await runToEnd(npm.command, npm.args, { ...options, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error('the build failed.');
  writeFileSync(stamp, '');
  // Edits made during the build count for the next one.
  utimesSync(stamp, startedAt, startedAt);
}

/**
 * Whether anything that the build reads is newer than the last good build.
 * @param {string} root the checkout
 * @param {string} stamp a file as old as that build
 */
export function isStale(root, stamp) {
  const built = statSync(stamp, { throwIfNoEntry: false });
  if (!built) return true;
  const configs = readdirSync(root).filter((name) => /\.config\.[cm]?[jt]s$/.test(name));
  return [...sources, ...configs].some((name) => isNewer(join(root, name), built.mtimeMs));
}

/** @param {string} path @param {number} than epoch ms @returns {boolean} */
function isNewer(path, than) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return false;
  // Removing a file makes its folder newer.
  if (stats.mtimeMs > than) return true;
  return stats.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), than));
}
