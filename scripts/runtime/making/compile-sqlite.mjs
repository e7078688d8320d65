// @ts-check
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { installed } from '../../command/project.mjs';
import { parts } from './recipe.mjs';
import { capture } from '../../command/run.mjs';

/** better-sqlite3's own settings (its binding.gyp), but for the version of Node-API: see parts/experimental-node-api.h. */
const addonDefines = [
  'NAPI_EXPERIMENTAL',
  'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  'NODE_API_EXPERIMENTAL_NO_WARNING',
  'NAPI_DISABLE_CPP_EXCEPTIONS',
  'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  'NODE_GYP_MODULE_NAME=better_sqlite3',
  'BUILDING_NODE_EXTENSION',
];

/**
 * Compiles the installed better-sqlite3 for a Node that cannot load its prebuild; node_modules stays as it is.
 * @param {string} nodeHeaders folder with node_api.h
 * @param {string} scratch folder for intermediate files
 * @param {string} addon the file to make
 * @throws {Error} with the compiler's output
 */
export async function compileSqlite(nodeHeaders, scratch, addon) {
  const source = installed('better-sqlite3');
  const sqlite = join(source, 'deps', 'sqlite3');
  const napi = dirname(createRequire(join(source, 'package.json')).resolve('node-addon-api'));
  const settings = await readFile(join(source, 'deps', 'defines.gypi'), 'utf8');
  const compile = ['-c', '-O2', '-fPIC', '-pthread', '-w', '-DNDEBUG', `-I${sqlite}`];
  const sqliteObject = join(scratch, 'sqlite3.o');
  const addonObject = join(scratch, 'addon.o');

  // One after the other, so that a small machine stays usable.
  await capture('gcc', [
    ...compile,
    '-std=c99',
    ...definesIn(settings).map(define),
    ...[join(sqlite, 'sqlite3.c'), '-o', sqliteObject],
  ]);
  await capture('g++', [
    ...compile,
    ...['-std=c++20', '-fvisibility=hidden', '-fvisibility-inlines-hidden', '-include', parts.nodeApi],
    ...addonDefines.map(define),
    ...[`-I${napi}`, `-I${nodeHeaders}`, join(source, 'src', 'better_sqlite3.cpp'), '-o', addonObject],
  ]);
  await capture('g++', [
    ...['-shared', '-pthread', '-s', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL'],
    ...[addonObject, sqliteObject, '-o', addon, '-ldl'],
  ]);
}

/** @param {string} name */
const define = (name) => `-D${name}`;

/**
 * @param {string} gypi text of better-sqlite3's deps/defines.gypi, a Python literal with one name a line
 * @returns {string[]} e.g. `SQLITE_THREADSAFE=2`
 */
export function definesIn(gypi) {
  return [...gypi.matchAll(/^\s*'([A-Z][A-Z0-9_]*(?:=[^']*)?)',$/gm)].map((found) => found[1] ?? '');
}
