import { accessSync, chmodSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolders } from '#files/durable-file.ts';
import { requireDurability, refuseOldSqlite } from './durability.ts';
import { isBlank, isOlder, refuseStrangers } from './identity.ts';
import { migrate } from './migrate.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';
import type { PrivateCopy } from './private-copy.ts';
import { privateCopy } from './private-copy.ts';
import { asRefusal, JournalRefused, mainCodeOf } from './refusal.ts';

const BUSY_TIMEOUT_MS = 5_000;

/** Opens the file and prepares it, or closes it again; `shown` is its name in messages. */
const connect = (
  file: string,
  shown: string,
  options: Database.Options,
  prepare: (db: Database.Database) => void,
): Database.Database => {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: BUSY_TIMEOUT_MS, ...options });
    prepare(db);
    return db;
  } catch (error) {
    db?.close();
    throw asRefusal(error, shown);
  }
};

const harden = (db: Database.Database): void => {
  refuseOldSqlite(String(db.prepare('SELECT sqlite_version()').pluck().get()));
  for (const setting of ['foreign_keys', 'cell_size_check']) db.pragma(`${setting} = ON`);
  db.pragma('trusted_schema = OFF');
};

const prepareForWriting = (db: Database.Database): void => {
  requireDurability(db);
  for (const setting of ['secure_delete', 'recursive_triggers']) db.pragma(`${setting} = ON`);
  migrate(db);
};

/** Creates the journal's folder (0700) if needed; `file` is an absolute path. Throws JournalRefused. */
export const makeFolder = (file: string): void => {
  if (!isAbsolute(file))
    throw new JournalRefused('unreadable', `The journal's path must be absolute: ${file}`);
  try {
    makeFolders(dirname(file), 0o700);
  } catch (error) {
    throw asRefusal(error, file);
  }
};

const makeFile = (file: string): void => {
  makeFolder(file);
  try {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  } catch (error) {
    throw asRefusal(error, file);
  }
};

/** What is neither a file nor a folder may be a pipe, which would be waited for without end. */
const refuseMissing = (file: string): void => {
  if (!existsSync(file)) throw new JournalRefused('missing', `There is no journal at ${file}.`);
  const facts = statSync(file);
  if (facts.isFile()) return;
  const what = facts.isDirectory() ? 'a folder, not a journal' : 'not a file';
  throw new JournalRefused('unreadable', `${file} is ${what}.`);
};

/**
 * Opens the journal for its one writer, creating the folder (0700) and the file (0600) if needed, and migrates it;
 * `keepCopy` is called first with a journal in an older format. `file` is an absolute path. Throws JournalRefused.
 */
export const openDatabase = (
  file: string,
  keepCopy: (db: Database.Database) => void = () => undefined,
): Database.Database => {
  makeFile(file);
  return connect(file, file, {}, (db) => {
    harden(db);
    if (!isBlank(db)) {
      refuseStrangers(db, file);
      if (isOlder(db)) keepCopy(db);
    }
    prepareForWriting(db);
  });
};

const refuseUnwritable = (file: string): void => {
  try {
    for (const path of [file, dirname(file)]) accessSync(path, constants.W_OK);
  } catch (error) {
    throw asRefusal(error, file);
  }
};

/** Opens an existing journal for writing while nobody else has it open, and migrates it. Throws JournalRefused. */
export const openAlone = (file: string, beforeUpgrade: BeforeUpgrade): Database.Database => {
  refuseMissing(file);
  refuseUnwritable(file);
  return connect(file, file, { fileMustExist: true, timeout: 0 }, (db) => {
    // If set before the first read, this keeps out every other connection, even an idle one.
    db.pragma('locking_mode = EXCLUSIVE');
    harden(db);
    refuseStrangers(db, file);
    if (isOlder(db)) beforeUpgrade(db);
    prepareForWriting(db);
  });
};

export interface ReadOnlyDatabase {
  readonly db: Database.Database;
  readonly close: () => void;
}

/** Called with a journal in an older format, as it was written, before it or its private copy is migrated. */
export type BeforeUpgrade = (db: Database.Database) => void;

/** Throws BrokenJournal if its tables are not what that format had. */
const upgrade = (db: Database.Database): void => {
  try {
    db.pragma('synchronous = OFF');
    migrate(db);
  } catch (error) {
    if (mainCodeOf(error) !== 'SQLITE_ERROR') throw error;
    const why = 'its tables, indexes or triggers were changed';
    throw new BrokenJournal({ ok: false, sequence: null, why }, { cause: error });
  }
};

const openCopy = (copy: PrivateCopy, file: string, beforeUpgrade: BeforeUpgrade): ReadOnlyDatabase => {
  try {
    const db = connect(copy.file, file, { fileMustExist: true }, (opened) => {
      harden(opened);
      refuseStrangers(opened, file);
      if (isOlder(opened)) {
        beforeUpgrade(opened);
        upgrade(opened);
      }
    });
    const close = (): void => {
      db.close();
      copy.remove();
    };
    return { db, close };
  } catch (error) {
    copy.remove();
    throw error;
  }
};

const refuseOlderInUse = (db: Database.Database, file: string): void => {
  if (!isOlder(db)) return;
  throw new JournalRefused(
    'in-use',
    `${file} is in an older format and in use; close the till that has it open, and try again.`,
  );
};

/** Opens a journal that a till has open. */
const openShared = (file: string): ReadOnlyDatabase => {
  const db = connect(file, file, { readonly: true, fileMustExist: true }, (opened) => {
    harden(opened);
    opened.pragma('query_only = ON');
    refuseStrangers(opened, file);
    refuseOlderInUse(opened, file);
  });
  return { db, close: () => void db.close() };
};

/**
 * Opens a journal, in use or not, without changing a byte of it. A journal that nobody has open is read from a private
 * copy, because SQLite would create files beside it and fails in a read-only folder. A copy in an older format is
 * migrated. Throws JournalRefused, and BrokenJournal if the migration fails.
 */
export const openReadOnly = (
  file: string,
  beforeUpgrade: BeforeUpgrade = () => undefined,
): ReadOnlyDatabase => {
  refuseMissing(file);
  const copy = privateCopy(file);
  return copy ? openCopy(copy, file, beforeUpgrade) : openShared(file);
};
