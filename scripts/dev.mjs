#!/usr/bin/env node
// @ts-check
// npm run dev: runs the app. Its windows show an edited screen or style at once; an edit to the main process rebuilds
// and restarts it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'vite';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { asCommand } from './command/as-command.mjs';
import { projectRoot } from './command/project.mjs';
import { say } from './command/say.mjs';
import { startWindowServer } from './runtime/window-server.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const MODES = ['preload', 'worker', 'main'];
/** The builds for one saved file all end within this time. */
const TOGETHER_MS = 300;

/** @param {string} mode @param {() => void} onBuilt */
const watch = async (mode, onBuilt) => {
  const watcher = await build({
    configFile: join(projectRoot, 'vite.config.ts'),
    mode,
    logLevel: 'warn',
    build: { watch: {} },
  });
  if (!('on' in watcher)) throw new Error(`the build "${mode}" cannot be watched.`);
  await new Promise((resolve) => {
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') say(`the build "${mode}" failed: ${event.error.message}`);
      if (event.code !== 'BUNDLE_END') return;
      onBuilt();
      resolve(undefined);
    });
  });
};

/** @param {string} executable @param {NodeJS.ProcessEnv} env */
const restarting = (executable, env) => {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let app;
  const start = () => {
    const started = spawn(executable, ['.'], { cwd: projectRoot, stdio: 'inherit', env });
    // The developer has closed it.
    started.once('exit', () => app === started && process.exit(0));
    app = started;
  };
  return () => {
    const old = app;
    app = undefined;
    if (!old) return start();
    old.once('exit', start);
    old.kill();
  };
};

await asCommand(import.meta.url, async () => {
  ensureSystemPackages(['app']);
  const runtime = await electronRuntime();
  if (runtime.kind === 'development') say(describeRuntime(runtime));
  const { origin } = await startWindowServer();
  const restart = restarting(runtime.executable, { ...process.env, COUNTERTOP_DEV_SERVER: origin });
  /** @type {NodeJS.Timeout | undefined} */
  let soon;
  let isFirstRound = true;
  const onBuilt = () => {
    if (isFirstRound) return;
    clearTimeout(soon);
    soon = setTimeout(restart, TOGETHER_MS);
  };
  for (const mode of MODES) await watch(mode, onBuilt);
  isFirstRound = false;
  restart();
  return 0;
});
