/** The least that puts one row safely on the disk: better-sqlite3, one INSERT, one FULL commit. */
import Database from 'better-sqlite3';

export const bareInsert = (file: string): { insert: (bytes: string) => void; close: () => void } => {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
  db.exec('CREATE TABLE rows (sequence INTEGER PRIMARY KEY, bytes TEXT NOT NULL) STRICT');
  const insert = db.prepare<[string]>('INSERT INTO rows (bytes) VALUES (?)');
  return { insert: (bytes) => void insert.run(bytes), close: () => void db.close() };
};
