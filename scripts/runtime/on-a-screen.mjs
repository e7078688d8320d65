// @ts-check
import process from 'node:process';
import { ensureBuild } from '../command/build.mjs';
import { environmentOn, withVirtualDisplay } from '../displays/displays.mjs';
import { describeRuntime, electronRuntime } from '../electron-runtime.mjs';
import { ensureSystemPackages } from '../system-packages.mjs';
import { projectEnvironment, projectNode, projectRoot } from '../command/project.mjs';
import { runToEnd } from '../command/run.mjs';
import { say } from '../command/say.mjs';

/**
 * Runs one of our programs with everything it needs to drive the real app: packages, Electron, a fresh build, and its
 * own display, so that test windows do not appear on the user's screen.
 * @param {string[]} args of Node
 * @param {import('../packages/wanted.mjs').Group[]} [further] what else it needs from the system
 * @returns {Promise<number>} the program's exit code
 */
export async function runOnAScreen(args, further = []) {
  ensureSystemPackages(['app', 'virtual-display', 'fonts', ...further]);
  const runtime = await electronRuntime();
  if (runtime.kind !== 'official') say(`running on ${describeRuntime(runtime)}`);
  await ensureBuild();
  const env = {
    ...projectEnvironment(),
    COUNTERTOP_TEST_ELECTRON: runtime.executable,
    COUNTERTOP_TEST_DIST: runtime.dist,
  };
  /** @param {NodeJS.ProcessEnv} environment */
  const program = (environment) => runToEnd(projectNode(), args, { cwd: projectRoot, env: environment });
  if (process.platform !== 'linux') return program(env);
  return withVirtualDisplay((display) => program(environmentOn(display, env)));
}
