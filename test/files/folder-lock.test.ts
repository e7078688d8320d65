import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { withFolderLock } from '#files/folder-lock.ts';
import { temporaryFolder } from '../sqlite/kit/new-journal.ts';

/** The start before: it is let in, and makes room. */
const LET_IN = `
  const { workerData: { folder, letIn } } = require('node:worker_threads');
  Atomics.store(letIn, 0, 1);
  require('node:fs').rmdirSync(folder);
`;

test('a start waits until the one before it has been let in', async () => {
  const folder = join(temporaryFolder(), 'claiming');
  mkdirSync(folder);
  const letIn = new Int32Array(new SharedArrayBuffer(4));
  const before = new Worker(LET_IN, { eval: true, workerData: { folder, letIn } });
  expect(withFolderLock(folder, () => Atomics.load(letIn, 0), 60_000)).toBe(1);
  await once(before, 'exit');
  expect(existsSync(folder)).toBe(false);
});

test('a start that was killed while it asked keeps the next one waiting, but not the one after', () => {
  const folder = join(temporaryFolder(), 'claiming');
  mkdirSync(folder);
  expect(withFolderLock(folder, () => 'let in', 40)).toBe('let in');
  expect(existsSync(folder)).toBe(false);
});

test('a start that fails while it asks keeps nobody waiting', () => {
  const folder = join(temporaryFolder(), 'claiming');
  const fail = (): never => {
    throw new Error('no display');
  };
  expect(() => withFolderLock(folder, fail)).toThrow('no display');
  expect(existsSync(folder)).toBe(false);
});
