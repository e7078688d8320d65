import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { asRefusal, JournalRefused } from './refusal.ts';

export interface JournalLock {
  release(): void;
}

const lockFileOf = (file: string): string => `${file.replace(/\.db$/, '')}.lock`;

const inUse = (file: string, cause: unknown): JournalRefused =>
  new JournalRefused(
    'in-use',
    `${file} is in use by another Countertop on this computer. ` +
      'Close it there, or end its process if no window shows, and start again.',
    { cause },
  );

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY';

/** Whether a till, in this process or another, has the journal open; nothing is written. */
export const isLocked = (file: string): boolean => {
  const path = lockFileOf(file);
  if (!existsSync(path)) return false;
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, timeout: 0 });
    db.pragma('user_version');
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw asRefusal(error, path);
  } finally {
    db?.close();
  }
};

/**
 * Keeps every other process from writing to the journal at `file` until `release`, or until this process ends: the
 * operating system drops the lock even when the process is killed. The lock is on an empty file beside the journal, so
 * that others can still read. That file is never deleted: otherwise another process could create and lock a new one
 * while this lock is held. Throws JournalRefused: 'in-use', 'missing' (no such folder), 'unreadable'.
 */
export const lockJournal = (file: string): JournalLock => {
  const path = lockFileOf(file);
  if (!existsSync(dirname(file))) throw new JournalRefused('missing', `There is no journal at ${file}.`);
  let db: Database.Database | undefined;
  try {
    // Only if it is new: closing an existing file would drop a lock that this process may hold on it.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    db = new Database(path, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw isBusy(error) ? inUse(file, error) : asRefusal(error, path);
  }
  const held = db;
  return { release: () => void held.close() };
};
