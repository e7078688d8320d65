#!/usr/bin/env node
// @ts-check
// npm run build
import { join } from 'node:path';
import { build } from 'vite';
import { asCommand } from '../command/as-command.mjs';
import { projectRoot } from '../command/project.mjs';
import { removeStale } from '../command/remove-stale.mjs';
import { listLicenses } from '../dist/bundled/licenses.mjs';

/** The modes of vite.config.ts. */
export const PROGRAMS = ['till', 'customer', 'slip', 'main', 'preload', 'worker', 'office'];

await asCommand(import.meta.url, async () => {
  const configFile = join(projectRoot, 'vite.config.ts');
  for (const mode of PROGRAMS) await build({ configFile, mode });
  listLicenses();
  removeStale(join(projectRoot, 'out'), PROGRAMS);
  return 0;
});
