import Database from 'better-sqlite3';
import { versionOf } from './identity.ts';
import { allowSkippedZs, migrate, SKIPS_ZS } from './migrate.ts';

const SCHEMA = 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name';

/** Whether tables, indexes and triggers are exactly those of this program. */
export const hasOurSchema = (db: Database.Database): boolean => {
  const ours = new Database(':memory:');
  try {
    migrate(ours);
    if (versionOf(db) === SKIPS_ZS) allowSkippedZs(ours);
    return JSON.stringify(db.prepare(SCHEMA).all()) === JSON.stringify(ours.prepare(SCHEMA).all());
  } finally {
    ours.close();
  }
};
