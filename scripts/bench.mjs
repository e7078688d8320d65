#!/usr/bin/env node
// @ts-check
// npm run bench [-- export [rows]]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';

await asCommand(import.meta.url, ([what, ...args]) =>
  runOnAScreen(what === 'export' ? ['test/bench/long-export.ts', ...args] : ['test/bench/charge-to-qr.ts']),
);
