import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../scripts/runtime/lock.mjs';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, 'deeper', 'electron-lock.db');
const notWaiting = () => expect.unreachable('waited for a lock that nobody holds');
const made = () => Promise.resolve('made');

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
});

test('another process is waited for, but not once it has been killed', async () => {
  const source = new URL('../../scripts/runtime/lock.mjs', import.meta.url).href;
  const script = `
    import { withLock } from '${source}';
    const hold = () => new Promise(() => process.send('locked'));
    process.on('message', () => undefined);
    await withLock(${JSON.stringify(file())}, () => undefined, hold);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(other, 'message');
  let hasWaited = false;
  const killed = () => {
    hasWaited = true;
    other.kill('SIGKILL');
  };
  expect(await withLock(file(), killed, made)).toBe('made');
  expect(hasWaited).toBe(true);
});

test('after a failure the next process may try', async () => {
  await expect(withLock(file(), notWaiting, () => Promise.reject(new Error('no network')))).rejects.toThrow();
  expect(await withLock(file(), notWaiting, made)).toBe('made');
});
