import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { expect, test } from 'vitest';
import { contentFaults, folderFaults, liveFaults } from '../../scripts/dist/contents.mjs';
import { fuseFaults } from '../../scripts/dist/fuses.mjs';
import { skippedTargets } from '../../scripts/dist/report.mjs';
import { weigh, weightFaults } from '../../scripts/dist/sizes.mjs';
import { trialConfig, trialFor } from '../../scripts/dist/trial.mjs';
import { freshHome, removeHome } from '../support/station.ts';

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
  'out/main/serve-till.cjs',
  'out/main/all-texts.cjs',
  'out/main/connector.cjs',
  'out/main/escpos.cjs',
  'out/main/preload.cjs',
  'out/main/worker.cjs',
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

test.each([
  ['the worker that writes the CSV', 'out/main/worker.cjs'],
  ['the connections that every charge needs', 'out/main/connector.cjs'],
])('a package without %s is refused', (_what, file) => {
  expect(contentFaults(whole.filter((one) => one !== file))).toEqual([`${file} is missing`]);
});

test('packages that were not made are always listed', () => {
  const config: Configuration = {
    win: { target: 'nsis' },
    mac: { target: [{ target: 'dmg', arch: ['x64', 'arm64'] }] },
    linux: { target: ['deb', 'tar.gz'] },
  };
  expect(skippedTargets(config, 'linux').join('\n')).toMatch(
    /^Windows \(nsis\): .*--windows.*\nmacOS \(dmg\)[^\n]*$/,
  );
  expect(skippedTargets(config, 'darwin').join('\n')).toMatch(/^Windows \(nsis\).*\nLinux \(deb, tar\.gz\)/);
});

const beside = [
  'countertop',
  'LICENSE.electron.txt',
  'LICENSES.chromium.html',
  'locales/en-US.pak',
  'locales/es-419.pak',
  'resources/THIRD-PARTY-LICENSES.txt',
  'resources/sbom.cdx.json',
];

test("a package has the licenses of everything in it, its bill of materials, and the till's languages", () => {
  expect(folderFaults(beside)).toEqual([]);
  for (const file of beside.filter((one) => /LICENSE|sbom/.test(one))) {
    expect(folderFaults(beside.filter((one) => one !== file))).toEqual([`${basename(file)} is missing`]);
  }
  expect(folderFaults([...beside, 'locales/sw.pak'])).toEqual(['locales/sw.pak is not wanted']);
});

test('a package that is larger than its budget is refused', () => {
  const deb = { what: 'countertop.deb', megabytes: 108, budget: 108 };
  expect(weightFaults([deb, { what: 'notes.txt', megabytes: 900, budget: undefined }])).toEqual([]);
  expect(weightFaults([{ ...deb, megabytes: 108.1 }])).toEqual(['countertop.deb weighs 108.1 MB of 108']);
});

test('archive, folder, tar.gz and deb each have a budget', () => {
  const home = freshHome();
  try {
    const budgets = ['app.asar', 'a.tar.gz', 'a.deb', 'linux-unpacked', 'a.txt'].map((name) => {
      writeFileSync(join(home, name), '12345');
      return weigh(join(home, name)).budget;
    });
    expect(budgets).toEqual([8, 108, 108, 265, undefined]);
    expect(weigh(home).megabytes).toBe(25 / 1e6);
  } finally {
    removeHome(home);
  }
});

test('a build whose main file has the simulator in it is refused', () => {
  const sources = ['../../src-main/main.ts', '../../node_modules/zod/index.js'];
  expect(liveFaults(sources)).toEqual([]);
  for (const file of ['../../src-main/simulator/app.ts', '../../node_modules/hono/dist/hono.js']) {
    expect(liveFaults([...sources, file])).toEqual([`${file} is loaded by live tills`]);
  }
});
