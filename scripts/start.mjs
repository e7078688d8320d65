#!/usr/bin/env node
// @ts-check
// npm start [-- arguments for the app]
import { join } from 'node:path';
import process from 'node:process';
import { ensureBuild } from './command/build.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { asCommand } from './command/as-command.mjs';
import { projectEnvironment, projectNode, projectRoot } from './command/project.mjs';
import { runToEnd } from './command/run.mjs';
import { sandboxAdvice } from './runtime/sandbox.mjs';
import { say } from './command/say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

await asCommand(import.meta.url, async (args) => {
  const options = { cwd: projectRoot, env: projectEnvironment() };
  if (!hasDisplay()) {
    say('there is no display here to show the till on (DISPLAY is not set): taking the tour instead');
    return runToEnd(projectNode(), [join(projectRoot, 'scripts', 'tour.mjs'), ...args], options);
  }
  ensureSystemPackages(['app']);
  const runtime = await electronRuntime();
  await ensureBuild();
  if (runtime.kind === 'development') say(describeRuntime(runtime));
  const advice = sandboxAdvice(runtime.dist);
  if (advice) say(advice);
  // Wayland does not let a program place its windows, so the customer window could not go to its display.
  const onX11 = process.platform === 'linux' && process.env['DISPLAY'] ? ['--ozone-platform=x11'] : [];
  return runToEnd(runtime.executable, ['.', ...onX11, ...args], { cwd: projectRoot });
});
