#!/usr/bin/env node
// @ts-check
// npm run tour [-- --docs | --all]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';

await asCommand(import.meta.url, (args) =>
  runOnAScreen(args.includes('--all') ? ['test/tour/every-screen.ts'] : ['test/tour/one-sale.ts', ...args]),
);
