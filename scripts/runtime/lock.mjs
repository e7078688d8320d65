// @ts-check
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const SQLITE_BUSY = 5;

/**
 * Lets one process at a time do some work. The operating system holds the lock, on an empty SQLite database, and drops
 * it even if the process is killed. The file stays: another process may be about to lock it.
 * @template T
 * @param {string} file the lock
 * @param {() => void} onWait called once if another process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, onWait, work) {
  await mkdir(dirname(file), { recursive: true });
  // Not imported above: this module is also loaded by a Node that is too old to have it.
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    if (!take(db)) {
      onWait();
      while (!take(db)) await pause(500);
    }
    return await work();
  } finally {
    db.close();
  }
}

/** @param {import('node:sqlite').DatabaseSync} db */
function take(db) {
  try {
    db.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
