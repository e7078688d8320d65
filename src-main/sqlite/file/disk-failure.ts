import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { codeOf } from '#files/error-code.ts';
import { mainCodeOf } from './refusal.ts';

/** Error codes of the system if this user, or anybody, may not write. */
const FORBIDDEN = ['EACCES', 'EPERM', 'EROFS'];

const isForbidden = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return false;
  } catch (error) {
    return FORBIDDEN.includes(codeOf(error));
  }
};

/**
 * SQLite reports a write that is no longer permitted like any failed write; the folder's or a file's mode tells them
 * apart.
 */
const isReadOnly = (file: string): boolean =>
  [dirname(file), file, `${file}-wal`, `${file}-shm`].some(isForbidden);

/** Turns an error of SQLite that means a disk failure into DiskFailed; returns any other error unchanged. */
const asDiskFailure = (error: unknown, file: string): unknown => {
  switch (mainCodeOf(error)) {
    case 'SQLITE_FULL':
      return new DiskFailed('full', { cause: error });
    case 'SQLITE_READONLY':
    // Another program, such as a database browser, holds the journal itself.
    case 'SQLITE_BUSY':
      return new DiskFailed('read-only', { cause: error });
    case 'SQLITE_IOERR':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new DiskFailed(isReadOnly(file) ? 'read-only' : 'failing', { cause: error });
    default:
      return error;
  }
};

/** Does `write`; throws DiskFailed instead of SQLite's error when the disk fails. */
export const writing = <T>(db: Database.Database, write: () => T): T => {
  try {
    return write();
  } catch (error) {
    throw asDiskFailure(error, db.name);
  }
};
