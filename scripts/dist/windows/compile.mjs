// @ts-check
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture } from '../../command/run.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const COMPILER = 'x86_64-w64-mingw32';
const flags = ['-Wall', '-Werror', '-O2', '-s'];
const windowed = ['-municode', '-mwindows'];

/** @param {string} target */
const folderFor = (target) => mkdirSync(dirname(target), { recursive: true });

/**
 * Compiles the helper that starts an installer as administrator.
 * @param {string} target an .exe
 */
export async function compileElevate(target) {
  folderFor(target);
  await capture(`${COMPILER}-gcc`, [
    ...flags,
    ...windowed,
    join(here, 'installer', 'elevate.c'),
    '-o',
    target,
  ]);
}

/**
 * Compiles the library that tells the MSI whether the till is running.
 * @param {string} target a .dll
 */
export async function compileTillRuns(target) {
  folderFor(target);
  const source = join(here, 'msi', 'till-runs.c');
  await capture(`${COMPILER}-gcc`, [...flags, '-shared', source, '-o', target, '-lmsi']);
}

/**
 * Makes a folder like an unpacked Electron for Windows, with a small program of our own in place of Electron.
 * @param {string} folder
 */
export async function makeStandIn(folder) {
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name), { recursive: true });
  const resources = join(folder, 'resources.o');
  await capture(`${COMPILER}-windres`, [
    join(here, 'stand-in', 'electron.rc'),
    '-O',
    'coff',
    '-o',
    resources,
  ]);
  const source = join(here, 'stand-in', 'electron.c');
  await capture(`${COMPILER}-gcc`, [
    ...flags,
    ...windowed,
    source,
    resources,
    '-o',
    join(folder, 'electron.exe'),
  ]);
  rmSync(resources);
  // The last one must not end up in a package.
  for (const name of ['en-US', 'de', 'ja']) writeFileSync(join(folder, 'locales', `${name}.pak`), '');
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'NOT-FOR-RELEASE.txt']) {
    writeFileSync(join(folder, name), NOTICE);
  }
}

const NOTICE = `This is not a release of Countertop POS.

Its program is a stand-in for Electron that shows nothing; it was packed to see that packing, signing and installing
work. A release is made by "COUNTERTOP_ELECTRON=official npm run dist -- --windows".
`;
