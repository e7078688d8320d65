#!/usr/bin/env node
// @ts-check
// npm run bench [-- <names…>], npm run soak [-- --short]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';

await asCommand(import.meta.url, (args) => {
  const [what, ...rest] = args;
  return runOnAScreen(what === 'soak' ? ['test/soak/all.ts', ...rest] : ['test/bench/all.ts', ...args]);
});
