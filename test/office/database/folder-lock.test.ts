import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FolderTaken, lockFolder } from '../../../src-office/database/embedded/folder-lock.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

const newFolder = (): string => join(temporaryFolder(), 'database');

/** Another process that has the folder open, with this process's id, as two containers may have the same one. */
const anotherWith = async (folder: string): Promise<ChildProcess> => {
  const source = new URL('../../../src-office/database/embedded/folder-lock.ts', import.meta.url).href;
  const script = `
    import { lockFolder } from '${source}';
    Object.defineProperty(process, 'pid', { value: ${process.pid} });
    globalThis.unlock = await lockFolder(${JSON.stringify(folder)});
    process.send('locked');
    process.on('message', () => undefined);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => void other.kill('SIGKILL'));
  await once(other, 'message');
  return other;
};

test('a folder that another process has open is refused, whatever its id, until that process has ended', async () => {
  const folder = newFolder();
  const other = await anotherWith(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderTaken);
  other.kill('SIGKILL');
  await once(other, 'exit');
  const unlock = await lockFolder(folder);
  unlock();
});

test('a folder is not opened twice in one process either, and can be opened again once it is closed', async () => {
  const folder = newFolder();
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderTaken);
  unlock();
  (await lockFolder(folder))();
});

test('a folder that an office of the first version has open is refused until that has ended, and its lock is gone then', async () => {
  const folder = newFolder();
  const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  onTestFinished(() => void other.kill('SIGKILL'));
  await once(other, 'spawn');
  writeFileSync(`${folder}.lock`, String(other.pid));
  await expect(lockFolder(folder)).rejects.toThrow(FolderTaken);
  other.kill('SIGKILL');
  await once(other, 'exit');
  const unlock = await lockFolder(folder);
  unlock();
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('an office of the first version finds the process that has the folder open', async () => {
  const folder = newFolder();
  const unlock = await lockFolder(folder);
  // It reads it like this, and refuses while a process of that number is alive.
  expect(Number(readFileSync(`${folder}.lock`, 'utf8'))).toBe(process.pid);
  unlock();
});

test('a folder is free after its process was killed, whatever program has its number now', async () => {
  const folder = newFolder();
  const unlock = await lockFolder(folder);
  const left = readFileSync(`${folder}.lock`, 'utf8').replace(String(process.pid), String(process.ppid));
  unlock();
  writeFileSync(`${folder}.lock`, left);
  (await lockFolder(folder))();
});
