import Database from 'better-sqlite3';

/** The version of the SQLite that keeps the journals, such as '3.51.0'. */
export const sqliteVersion = (): string => {
  const db = new Database(':memory:');
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
};
