import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStale } from '../../scripts/command/build.mjs';

const builtAt = 1_700_000_000;
let root = '';
let stamp = '';

/** Sets the time of a file or folder to `seconds` after the build. */
const touch = (name: string, seconds: number) =>
  utimesSync(join(root, name), builtAt + seconds, builtAt + seconds);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'checkout-'));
  stamp = join(root, 'built');
  mkdirSync(join(root, 'src-main', 'domain'), { recursive: true });
  mkdirSync(join(root, 'test'));
  for (const name of ['src-main/domain/money.ts', 'package.json', 'vite.config.ts', 'built']) {
    writeFileSync(join(root, name), '');
    touch(name, 0);
  }
  for (const name of ['src-main/domain', 'src-main']) touch(name, -5);
});
afterEach(() => rmSync(root, { recursive: true }));

test('a checkout that was never built is built first', () => {
  rmSync(stamp);
  expect(isStale(root, stamp)).toBe(true);
});

test('the till starts without a build when nothing has changed', () => {
  expect(isStale(root, stamp)).toBe(false);
});

test.each(['src-main/domain/money.ts', 'package.json', 'vite.config.ts', 'src-main/domain'])(
  'a change to %s is built before the till starts',
  (name) => {
    touch(name, 5);
    expect(isStale(root, stamp)).toBe(true);
  },
);

test('a change to a test needs no build', () => {
  touch('test', 5);
  expect(isStale(root, stamp)).toBe(false);
});

/** The file and every script that it imports, by its path in the checkout. */
const withImports = (file: string): readonly string[] => {
  const imports = [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)).replaceAll('\\', '/'),
  );
  return [file, ...imports.flatMap(withImports)];
};

const scripts = new Set(['vite.config.ts', 'scripts/npm/build.mjs'].flatMap(withImports));

test.each([...scripts])('a change to %s, which takes part in the build, is built', (name) => {
  mkdirSync(join(root, dirname(name)), { recursive: true });
  writeFileSync(join(root, name), '');
  touch(name, 5);
  for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) touch(folder, -5);
  expect(isStale(root, stamp)).toBe(true);
});
