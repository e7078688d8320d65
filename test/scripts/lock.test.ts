import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../scripts/runtime/lock.mjs';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, 'deeper', 'electron.lock');
const notWaiting = () => expect.unreachable('waited for a lock that nobody holds');

test('two processes that start at once build the runtime one after the other', async () => {
  const steps: string[] = [];
  let letFirstEnd: () => void = notWaiting;
  const secondWaits = new Promise<void>((resolve) => (letFirstEnd = resolve));
  const first = withLock(file(), notWaiting, async () => {
    steps.push('first begins');
    await secondWaits;
    steps.push('first ends');
  });
  await expect.poll(() => steps).toEqual(['first begins']);
  const waited = withLock(file(), letFirstEnd, () => Promise.resolve(steps.push('second')));
  await Promise.all([first, waited]);
  expect(steps).toEqual(['first begins', 'first ends', 'second']);
  expect(existsSync(file())).toBe(false);
});

test('a lock left behind by a killed process does not block for ever', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  await withLock(file(), notWaiting, () => Promise.resolve());
  writeFileSync(file(), String(dead));
  expect(
    await withLock(
      file(),
      () => undefined,
      () => Promise.resolve('made'),
    ),
  ).toBe('made');
});

test('after a failure the next process may try', async () => {
  await expect(withLock(file(), notWaiting, () => Promise.reject(new Error('no network')))).rejects.toThrow();
  expect(await withLock(file(), notWaiting, () => Promise.resolve('made'))).toBe('made');
});
