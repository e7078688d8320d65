#!/usr/bin/env node
// @ts-check
// npm test [-- arguments for vitest]
import process from 'node:process';
import { asCommand } from './command/as-command.mjs';
import { withMemoryFolder } from './runtime/memory-folder.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';
import { installed } from './command/project.mjs';

await asCommand(import.meta.url, (args) => {
  // The tests start hundreds of threads and programs of ours; this cache compiles each module once for all of them.
  process.env['NODE_COMPILE_CACHE'] ??= installed('.cache', 'node');
  return withMemoryFolder((folder) => {
    if (folder) process.env['TMPDIR'] = folder;
    return runOnAScreen(
      [installed('vitest', 'vitest.mjs'), 'run', ...args],
      ['two-displays', 'keyring', 'clock', 'browser', 'postgres'],
    );
  });
});
