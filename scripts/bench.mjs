#!/usr/bin/env node
// @ts-check
// npm run bench [-- export [rows] | takings [payments] | history [payments]]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';

/** @type {Readonly<Record<string, string>>} */
const PROGRAMS = {
  export: 'test/bench/long-export.ts',
  takings: 'test/bench/million-takings.ts',
  history: 'test/bench/million-history.ts',
};

await asCommand(import.meta.url, ([what = '', ...args]) => {
  const program = PROGRAMS[what];
  return runOnAScreen(program ? [program, ...args] : ['test/bench/charge-to-qr.ts']);
});
