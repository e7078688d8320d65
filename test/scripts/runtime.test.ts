import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeRuntime } from '../../scripts/electron-runtime.mjs';
import { definesIn } from '../../scripts/runtime/making/compile-sqlite.mjs';
import { overrideRuntime } from '../../scripts/runtime/override.mjs';
import { electronIn } from '../../scripts/runtime/platform.mjs';
import { installed } from '../../scripts/command/project.mjs';
import { recipeName } from '../../scripts/runtime/making/recipe.mjs';

let dist = '';
beforeEach(() => (dist = mkdtempSync(join(tmpdir(), 'dist-'))));
afterEach(() => rmSync(dist, { recursive: true }));

test('an Electron in the environment is used as it is', () => {
  mkdirSync(dirname(electronIn(dist)), { recursive: true });
  writeFileSync(electronIn(dist), '');
  writeFileSync(join(dist, 'version'), 'v45.4.1\n');
  const runtime = overrideRuntime({ ELECTRON_OVERRIDE_DIST_PATH: dist });
  expect(runtime).toMatchObject({ kind: 'override', version: '45.4.1', dist });
});

test('an Electron named in the environment that is missing is an error; no other one is used', () => {
  expect(() => overrideRuntime({ ELECTRON_OVERRIDE_DIST_PATH: dist })).toThrow(electronIn(dist));
});

test('without one in the environment the search continues', () => {
  expect(overrideRuntime({})).toBeUndefined();
  expect(overrideRuntime({ ELECTRON_OVERRIDE_DIST_PATH: '' })).toBeUndefined();
});

test('a development runtime says that it is one, so that nobody ships it', () => {
  const runtime = { executable: '', kind: 'development' as const, version: '33.2.1', dist };
  expect(describeRuntime(runtime)).toContain('not for releases');
});

test('its database is compiled with every setting of the official build', () => {
  const gypi = readFileSync(installed('better-sqlite3', 'deps', 'defines.gypi'), 'utf8');
  const defines = definesIn(gypi);
  expect(defines).toHaveLength(gypi.split('\n').filter((line) => line.startsWith("    '")).length);
  expect(defines).toEqual(
    expect.arrayContaining(['SQLITE_THREADSAFE=2', 'SQLITE_DEFAULT_CACHE_SIZE=-16000', 'SQLITE_DQS=0']),
  );
});

test('its folder is named after everything it is made of', () => {
  expect(recipeName()).toMatch(/^electron-33\.2\.1-[0-9a-f]{12}$/);
});
