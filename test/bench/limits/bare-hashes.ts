/** The least that hashes every row of a journal: its bytes from SQLite, one SHA-256 for each. */
import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';

export const bareHashes = (db: Database.Database): (() => void) => {
  const rows = db
    .prepare<[], Buffer>(
      `SELECT CAST(sequence || at || reference || type || payload || previous_hash AS BLOB)
       FROM events ORDER BY sequence`,
    )
    .pluck();
  return () => {
    for (const bytes of rows.iterate()) hash('sha256', bytes);
  };
};
