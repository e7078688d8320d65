import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UserConfig } from 'vite';
import { expect, test } from 'vitest';
import { noteFiles } from '../../scripts/command/note-files.mjs';
import { removeStale } from '../../scripts/command/remove-stale.mjs';
import { PROGRAMS } from '../../scripts/npm/build.mjs';
import config from '../../vite.config.ts';
import { temporaryFolder } from '../sqlite/kit/new-journal.ts';

/** What is built into this folder by a build of that name. */
const build = (out: string, folder: string, name: string, files: Readonly<Record<string, string>>): void => {
  const bundle = Object.entries(files).map(([fileName, source]): [string, object] => {
    mkdirSync(dirname(join(out, folder, fileName)), { recursive: true });
    writeFileSync(join(out, folder, fileName), source);
    return [fileName, { type: 'asset', fileName, source }];
  });
  const { writeBundle } = noteFiles(out, folder, name);
  (writeBundle as (options: object, bundle: object) => void)({}, Object.fromEntries(bundle));
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('.'))
    .sort();

test('a chunk of an earlier build goes, and what other builds have written into the same folder stays', () => {
  const out = temporaryFolder();
  build(out, 'main', 'main', { 'main.cjs': '1', 'former-name.cjs': '1' });
  build(out, 'main', 'worker', { 'worker.cjs': '1' });
  build(out, 'renderer', 'till', { 'till.html': '', 'assets/till-1.js': '1', 'assets/font.woff2': 'font' });
  build(out, 'renderer', 'slip', { 'slip.html': '', 'assets/font.woff2': 'font' });
  expect(removeStale(out, PROGRAMS)).toEqual([]);
  build(out, 'main', 'main', { 'main.cjs': '2', 'new-name.cjs': '2' });
  build(out, 'renderer', 'till', { 'till.html': '', 'assets/till-2.js': '2', 'assets/font.woff2': 'font' });
  expect(filesIn(join(out, 'main'))).toContain('former-name.cjs');
  expect(removeStale(out, PROGRAMS).sort()).toEqual(['main/former-name.cjs', 'renderer/assets/till-1.js']);
  expect(filesIn(join(out, 'main'))).toEqual(['main.cjs', 'new-name.cjs', 'worker.cjs']);
  expect(filesIn(join(out, 'renderer'))).toEqual([
    'assets/font.woff2',
    'assets/till-2.js',
    'slip.html',
    'till.html',
  ]);
});

test('a file that two builds write differently is no build', () => {
  const out = temporaryFolder();
  build(out, 'main', 'main', { 'shared.cjs': 'of main' });
  build(out, 'main', 'worker', { 'shared.cjs': 'of the worker' });
  expect(() => removeStale(out, PROGRAMS)).toThrow('two builds have written shared.cjs');
});

test('what a program of a former version has written goes, and is no reason to refuse', () => {
  const out = temporaryFolder();
  build(out, 'renderer', 'display', { 'display.html': '', 'assets/font.woff2': 'former font' });
  build(out, 'service', 'service', { 'service.cjs': '1' });
  build(out, 'renderer', 'till', { 'till.html': '', 'assets/font.woff2': 'font' });
  expect(removeStale(out, PROGRAMS).sort()).toEqual(['renderer/display.html', 'service/service.cjs']);
  expect(filesIn(join(out, 'renderer'))).toEqual(['assets/font.woff2', 'till.html']);
  expect(filesIn(join(out, 'files'))).toEqual(['till.json']);
});

/** Each `vite build` of npm run build. */
test.each(PROGRAMS)(
  'the build %s notes what it writes, and empties no folder that a running till reads',
  (mode) => {
    const { plugins, build: options } = (config as (env: { mode: string }) => UserConfig)({ mode });
    const names = (plugins ?? []).flat().map((plugin) => (plugin as { readonly name?: string }).name);
    expect(names).toContain('note-files');
    expect(options?.emptyOutDir).toBe(false);
  },
);

test('removing what is left over is the last step of a build', () => {
  expect(readFileSync('scripts/npm/build.mjs', 'utf8')).toMatch(/removeStale\(.*\);\n {2}return 0;/);
});
