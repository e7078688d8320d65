/** A file with only the events of a journal: no index, and no other table to find or prove anything by. */
import Database from 'better-sqlite3';
import { statSync } from 'node:fs';

/** Copies the events of a closed journal into a new file and returns its size in bytes. */
export const bytesOfEvents = (journal: string, file: string): number => {
  const db = new Database(file);
  db.exec(`
    CREATE TABLE events (sequence INTEGER PRIMARY KEY, at, reference, type, payload, previous_hash, hash);
    ATTACH '${journal}' AS journal;
    INSERT INTO events SELECT * FROM journal.events ORDER BY sequence;
  `);
  db.close();
  return statSync(file).size;
};
