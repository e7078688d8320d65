#!/usr/bin/env node
// @ts-check
// npm run faults [-- --kills N --seed S --tills T]
import { asCommand } from './command/as-command.mjs';
import { runOnAScreen } from './runtime/on-a-screen.mjs';

await asCommand(import.meta.url, (args) => runOnAScreen(['test/faults/all.ts', ...args]));
