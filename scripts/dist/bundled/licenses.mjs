#!/usr/bin/env node
// @ts-check
// The last step of npm run build: the licenses of everything that is built in, as one file that anybody can read.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asCommand } from '../command/as-command.mjs';
import { installed, projectRoot } from '../command/project.mjs';
import { licenseText } from './license-text.mjs';

/** @typedef {import('./license-text.mjs').License} License */

/** What each build lists of the packages that are in it; see vite.config.ts. */
const LISTS = [
  'renderer/licenses.json',
  'main/main.licenses.json',
  'main/preload.licenses.json',
  'main/export-worker.licenses.json',
].map((file) => join(projectRoot, 'out', file));

/** Packages that no build lists: one is loaded beside the program, the other is letters. */
const BESIDE = ['better-sqlite3', '@fontsource-variable/inter'];

/** @param {string} name @returns {License} */
const besides = (name) => {
  const { version, license } = JSON.parse(readFileSync(installed(name, 'package.json'), 'utf8'));
  return { name, version, identifier: license, text: readFileSync(installed(name, 'LICENSE'), 'utf8') };
};

await asCommand(import.meta.url, async () => {
  /** @type {License[]} */
  const listed = LISTS.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(
    join(projectRoot, 'out', 'THIRD-PARTY-LICENSES.txt'),
    licenseText([...listed, ...BESIDE.map(besides)]),
  );
  for (const file of LISTS) rmSync(file);
  return 0;
});
