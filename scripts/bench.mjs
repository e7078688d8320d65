#!/usr/bin/env node
// @ts-check
// npm run soak [-- --short], npm run bench [-- export [rows] | history|takings|check|writes [payments [kept journal]]]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';

/** @type {Readonly<Record<string, string>>} */
const BENCHES = {
  export: 'test/bench/long-export.ts',
  history: 'test/bench/million-history.ts',
  takings: 'test/bench/million-takings.ts',
  check: 'test/bench/million-check.ts',
  writes: 'test/bench/million-writes.ts',
  soak: 'test/soak/all.ts',
};

await asCommand(import.meta.url, ([what = '', ...args]) => {
  const bench = BENCHES[what];
  return runOnAScreen(bench ? [bench, ...args] : ['test/bench/charge-to-qr.ts']);
});
