import type { Configuration } from 'electron-builder';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentFaults } from '../../scripts/dist/contents.mjs';
import { fuseFaults } from '../../scripts/dist/fuses.mjs';
import { skippedTargets } from '../../scripts/dist/report.mjs';
import { trialConfig, trialFor } from '../../scripts/dist/trial.mjs';

const development = {
  kind: 'development',
  dist: '/runtime/dist',
  version: '33.2.1',
  executable: '',
} as const;
const wanted = { runAsNode: false, onlyLoadAppFromAsar: true };
const wire = [
  { name: 'runAsNode', state: 'off' },
  { name: 'onlyLoadAppFromAsar', state: 'on' },
];
const whole = [
  'package.json',
  'LICENSE',
  'out/main/main.cjs',
  'out/main/preload.cjs',
  'out/main/export-worker.cjs',
  'out/renderer/till.html',
  'out/renderer/assets/till-5AxKZfOm.js',
  'node_modules/better-sqlite3/lib/index.js',
  'node_modules/better-sqlite3/prebuilds/win32-x64.node',
];

test('the fuses are these, whoever changes the configuration that packages are checked against', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../electron-builder.yml'), 'utf8').split('\n');
  const from = lines.indexOf('electronFuses:') + 1;
  const fuses = lines.slice(from, lines.indexOf('', from)).filter((line) => !line.includes('#'));
  expect(fuses.map((line) => line.trim())).toEqual([
    'runAsNode: false',
    'enableCookieEncryption: true',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeCliInspectArguments: false',
    'enableEmbeddedAsarIntegrityValidation: true',
    'onlyLoadAppFromAsar: true',
    'loadBrowserProcessSpecificV8Snapshot: false',
    'grantFileProtocolExtraPrivileges: false',
  ]);
});

test('a trial says inside its archive that tests may control it; a release has no such mark', () => {
  const trial = trialFor(development, {});
  expect(trial && trialConfig(trial)).toMatchObject({ extraMetadata: { trial: true } });
  for (const file of ['package.json', 'electron-builder.yml'])
    expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).not.toMatch(/\btrial"?: /);
});

test('only the official Electron makes a release', () => {
  expect(trialFor({ ...development, kind: 'official' }, {})).toBeUndefined();
  expect(trialFor(development, {})).toMatchObject({ sqlite: '/runtime', electronVersion: '33.2.1' });
});

test('a release is never made with the development runtime', () => {
  expect(() => trialFor(development, { COUNTERTOP_ELECTRON: 'official' })).toThrow(/not packed/);
});

test('an Electron of unknown origin is not packed at all', () => {
  expect(() => trialFor({ ...development, kind: 'override' }, {})).toThrow(/OVERRIDE/);
});

test('a package with every fuse as configured is accepted', () => {
  expect(fuseFaults(wire, wanted)).toEqual([]);
  expect(fuseFaults([...wire, { name: 'wasmTrapHandlers', state: 'on' }], wanted)).toEqual([]);
});

test.each([
  ['a fuse is set wrongly', [{ name: 'runAsNode', state: 'on' }, ...wire.slice(1)], /runAsNode is on/],
  ['Electron has removed a fuse', wire.slice(1), /no fuse runAsNode/],
  ['Electron has a new fuse', [...wire, { name: 'number 9', state: 'on' }], /number 9/],
])('a package is refused when %s', (_why, found, complaint) => {
  expect(fuseFaults(found, wanted)).toEqual([expect.stringMatching(complaint)]);
});

test('a package with exactly what the till needs is accepted', () => {
  expect(contentFaults(whole)).toEqual([]);
});

test.each([
  'out/main/main.cjs.map',
  'src-main/main.ts',
  'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
  'node_modules/undici/package.json',
  'out/tour/1-idle-till.png',
])('a package with %s is refused', (file) => {
  expect(contentFaults([...whole, file])).toEqual([`${file} is not wanted`]);
});

test('a package without the worker that writes the CSV is refused', () => {
  const file = 'out/main/export-worker.cjs';
  expect(contentFaults(whole.filter((one) => one !== file))).toEqual([`${file} is missing`]);
});

test('what was not packed is always listed', () => {
  const config: Configuration = {
    win: { target: 'nsis' },
    mac: { target: 'dmg' },
    linux: { target: ['deb', 'tar.gz'] },
  };
  const trial = skippedTargets(config, 'linux', true).join('\n');
  expect(trial).toMatch(/Windows \(nsis\)/);
  expect(trial).toMatch(/macOS \(dmg\)/);
  expect(trial).toMatch(/Linux \(deb\)/);
  expect(skippedTargets(config, 'linux', false).join('\n')).not.toMatch(/Linux/);
});
