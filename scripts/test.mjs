#!/usr/bin/env node
// @ts-check
// npm test [-- arguments for vitest]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';
import { installed } from './command/project.mjs';

await asCommand(import.meta.url, (args) =>
  runOnAScreen([installed('vitest', 'vitest.mjs'), 'run', ...args], ['two-displays', 'keyring', 'clock']),
);
