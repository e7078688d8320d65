import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { mainCodeOf } from './refusal.ts';

/** A disk that has turned read-only looks to SQLite like any failed write; the folder shows which it is. */
const isReadOnly = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch {
    return true;
  }
};

/** DiskFailed for an error of SQLite that means one; any other error unchanged. */
const asDiskFailure = (error: unknown, file: string): unknown => {
  switch (mainCodeOf(error)) {
    case 'SQLITE_FULL':
      return new DiskFailed('full', { cause: error });
    case 'SQLITE_READONLY':
      return new DiskFailed('read-only', { cause: error });
    case 'SQLITE_IOERR':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new DiskFailed(isReadOnly(dirname(file)) ? 'read-only' : 'failing', { cause: error });
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
