/**
 * Reads from the file's header, before anything else is read or written, which program's file it is and in which
 * format.
 */
import type Database from 'better-sqlite3';
import { APPLICATION_ID, LATEST_VERSION, newestMigration } from './migrate.ts';
import { JournalRefused } from './refusal.ts';

/** The format that the journal is in. */
export const versionOf = (db: Database.Database): number =>
  Number(db.pragma('user_version', { simple: true }));

/** Whether the database is empty. */
export const isBlank = (db: Database.Database): boolean =>
  versionOf(db) === 0 && db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;

/** Throws JournalRefused for a database of another program and for a journal from a newer version of this one. */
export const refuseStrangers = (db: Database.Database, file: string): void => {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new JournalRefused('not-a-journal', `${file} is not a journal of this program.`);
  }
  const version = versionOf(db);
  if (newestMigration(version) <= LATEST_VERSION) return;
  throw new JournalRefused(
    'newer',
    `${file} was written by a newer version of this program ` +
      `(format ${version}; this version knows up to ${LATEST_VERSION}).`,
  );
};

/** Whether the journal needs a migration. */
export const isOlder = (db: Database.Database): boolean => newestMigration(versionOf(db)) < LATEST_VERSION;
