#!/usr/bin/env node
// @ts-check
// npm run bench [-- export [rows] | takings [payments]]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';

const PROGRAMS = { export: 'test/bench/long-export.ts', takings: 'test/bench/million-takings.ts' };

await asCommand(import.meta.url, ([what, ...args]) =>
  runOnAScreen(
    what === 'export' || what === 'takings' ? [PROGRAMS[what], ...args] : ['test/bench/charge-to-qr.ts'],
  ),
);
