/** Only one process at a time may open an embedded database: two would destroy it. */
import { mkdir, readFile, rm } from 'node:fs/promises';
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

/** The process named in a lock of the first version, which knows no other; undefined if there is none. */
const ownerOf = async (lock: string): Promise<number | undefined> => {
  try {
    return Number(await readFile(lock, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * Throws `FolderTaken` while a process of the first version has the folder open. Deletes the file that one left behind
 * that was killed.
 */
const endFirstLock = async (lock: string): Promise<void> => {
  const pid = await ownerOf(lock);
  if (pid === undefined) return;
  if (pid > 0 && pid !== process.pid && isAlive(pid)) throw new FolderTaken(lock);
  await rm(lock, { force: true });
};

/**
 * Locks the folder by an empty SQLite database beside it, and returns a function that unlocks it. The operating system
 * holds the lock, for all containers that share the disk, and drops it even if the process is killed. The file is
 * never deleted: otherwise another process could create and lock a new one while this lock is held. Throws
 * `FolderTaken`.
 */
export const lockFolder = async (folder: string): Promise<() => void> => {
  const lock = `${folder}-lock.db`;
  await mkdir(dirname(folder), { recursive: true });
  const db = new DatabaseSync(lock, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    await endFirstLock(`${folder}.lock`);
  } catch (error) {
    db.close();
    throw isBusy(error) ? new FolderTaken(lock) : error;
  }
  return () => db.close();
};
