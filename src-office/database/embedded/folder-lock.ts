/** Only one process at a time may open an embedded database: two would destroy it. */
import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export class FolderTaken extends Error {
  constructor(lock: string) {
    super(`Another process has the office's embedded database open. Use PostgreSQL for several (${lock})`);
  }
}

const SQLITE_BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** The first version writes its process's number without a line end, and reads one with or without. */
const lineOf = (pid: number): string => `${String(pid)}\n`;
const isOfFirstVersion = (text: string): boolean => !text.endsWith('\n');

const textOf = async (lock: string): Promise<string | undefined> => {
  try {
    return await readFile(lock, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * Keeps processes of the first version away, which knows no other lock than this file, by writing this process into it.
 * Throws `FolderTaken` while one of them has the folder open. A file that a killed process left behind is replaced.
 */
const takeFirstLock = async (lock: string): Promise<void> => {
  const text = await textOf(lock);
  const pid = Number(text);
  const isTheirs = text !== undefined && isOfFirstVersion(text) && pid > 0 && pid !== process.pid;
  if (isTheirs && isAlive(pid)) throw new FolderTaken(lock);
  await rm(lock, { force: true });
  try {
    await writeFile(lock, lineOf(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new FolderTaken(lock);
    throw error;
  }
};

/**
 * Locks the folder by an empty SQLite database beside it, and returns a function that unlocks it. The operating system
 * holds the lock, for all containers that share the disk, and drops it even if the process is killed. The file is
 * never deleted: otherwise another process could create and lock a new one while this lock is held. Throws
 * `FolderTaken`.
 */
export const lockFolder = async (folder: string): Promise<() => void> => {
  const [lock, firstLock] = [`${folder}-lock.db`, `${folder}.lock`];
  await mkdir(dirname(folder), { recursive: true });
  const db = new DatabaseSync(lock, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    await takeFirstLock(firstLock);
  } catch (error) {
    db.close();
    throw isBusy(error) ? new FolderTaken(lock) : error;
  }
  return () => {
    rmSync(firstLock, { force: true });
    db.close();
  };
};
