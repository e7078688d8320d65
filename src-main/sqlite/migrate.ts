import type Database from 'better-sqlite3';
import { books } from './migrations/0010-books.ts';
import { found } from './migrations/0020-found.ts';
import { retellPayments } from './retell-payments.ts';

interface Migration {
  /** What `user_version` says once this one is in; steps of ten leave room for a repair in between. */
  readonly version: number;
  readonly sql: string;
  /** What SQL cannot say, done after it in the same transaction. */
  readonly then?: (db: Database.Database) => void;
}

const MIGRATIONS: readonly Migration[] = [
  { version: 10, sql: books },
  // A paid payment says since then whether a late one was accepted.
  { version: 20, sql: found, then: retellPayments },
];

/** The format this program writes. */
export const LATEST_VERSION = Math.max(...MIGRATIONS.map((migration) => migration.version));

/** Written into the file's header: 'CTPJ' in ASCII. */
export const APPLICATION_ID = 0x43_54_50_4a;

/** Brings the database up to date: every pending migration and the marks in the header, all or nothing. */
export const migrate = (db: Database.Database, migrations = MIGRATIONS): void => {
  const found = Number(db.pragma('user_version', { simple: true }));
  const pending = migrations.filter((migration) => migration.version > found);
  const run = db.transaction(() => {
    for (const { version, sql, then } of pending) {
      db.exec(sql);
      then?.(db);
      db.pragma(`user_version = ${version}`);
    }
    db.pragma(`application_id = ${APPLICATION_ID}`);
  });
  if (pending.length > 0) run.immediate();
};
