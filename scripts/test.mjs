#!/usr/bin/env node
// @ts-check
// npm test [-- arguments for vitest]
import process from 'node:process';
import { ensureBuild } from './build.mjs';
import { environmentOn, withVirtualDisplay } from './displays.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { asCommand } from './runtime/as-command.mjs';
import { installed, projectEnvironment, projectNode, projectRoot } from './runtime/project.mjs';
import { runToEnd } from './runtime/run.mjs';
import { say } from './runtime/say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

await asCommand(import.meta.url, async (args) => {
  ensureSystemPackages(['app', 'virtual-display', 'two-displays', 'keyring', 'fonts']);
  const runtime = await electronRuntime();
  if (runtime.kind !== 'official') say(`testing with ${describeRuntime(runtime)}`);
  await ensureBuild();
  const env = {
    ...projectEnvironment(),
    COUNTERTOP_TEST_ELECTRON: runtime.executable,
    COUNTERTOP_TEST_DIST: runtime.dist,
  };
  /** @param {NodeJS.ProcessEnv} env */
  const vitest = (env) =>
    runToEnd(projectNode(), [installed('vitest', 'vitest.mjs'), 'run', ...args], { cwd: projectRoot, env });
  if (process.platform !== 'linux') return vitest(env);
  // Windows that open and close by themselves do not belong on the screen of whoever runs the tests.
  return withVirtualDisplay((display) => vitest(environmentOn(display, env)));
});
