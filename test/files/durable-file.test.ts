import fs, { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolders, removeFile } from '#files/durable-file.ts';
import { temporaryFolder } from '../sqlite/kit/new-journal.ts';

test('a file that was removed is not brought back by a power cut: its folder is flushed, too', () => {
  const path = join(temporaryFolder(), 'office');
  writeFileSync(path, 'sealed');
  const { openSync } = fs;
  const opened: unknown[] = [];
  Reflect.set(fs, 'openSync', (...args: unknown[]): unknown => {
    opened.push([args[0], readdirSync(dirname(path))]);
    return Reflect.apply(openSync, fs, args) as unknown;
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    Reflect.set(fs, 'openSync', openSync);
    syncBuiltinESMExports();
  });
  removeFile(path);
  expect(opened).toEqual(process.platform === 'win32' ? [] : [[dirname(path), []]]);
});

test('a file that is not there needs no removing', () => {
  expect(() => removeFile(join(temporaryFolder(), 'office'))).not.toThrow();
});

test('a folder is made with those above it, once', () => {
  const folder = join(temporaryFolder(), 'a', 'b', 'c');
  makeFolders(folder, 0o700);
  makeFolders(folder, 0o700);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test('a folder where a file is in the way is not made', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolders(file)).toThrow('EEXIST');
  expect(() => makeFolders(join(file, 'below'))).toThrow('ENOTDIR');
});

test.skipIf(!existsSync('/proc/self'))(
  'where nobody can make a folder, that is said and not tried without end',
  () => {
    expect(() => makeFolders('/proc/countertop/live')).toThrow('ENOENT');
  },
);
