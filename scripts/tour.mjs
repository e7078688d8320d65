#!/usr/bin/env node
// @ts-check
// npm run tour [-- --docs | --all [--language <tag> | all]]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';

await asCommand(import.meta.url, (args) => {
  const [program, given] = args.includes('--all')
    ? ['test/tour/every-screen.ts', args.filter((arg) => arg !== '--all')]
    : ['test/tour/one-sale.ts', args];
  return runOnAScreen([program, ...given]);
});
