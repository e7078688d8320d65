import type Database from 'better-sqlite3';
import { JournalRefused } from './refusal.ts';

/** Older versions can corrupt a WAL that two connections use (the WAL-reset bug, fixed in 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3] as const;
const SYNCHRONOUS_FULL = 2;

/** Throws JournalRefused for a SQLite (such as '3.51.2') that is not safe for a journal. */
export const refuseOldSqlite = (version: string): void => {
  const found = version.split('.').map(Number);
  const step = OLDEST_SQLITE.findIndex((part, index) => found[index] !== part);
  if (step < 0 || (found[step] ?? 0) > (OLDEST_SQLITE[step] ?? 0)) return;
  throw new JournalRefused(
    'old-sqlite',
    `SQLite ${version} is too old; ${OLDEST_SQLITE.join('.')} is needed.`,
  );
};

/** Sets the pragmas that make a commit survive a power cut; throws JournalRefused unless SQLite confirms them. */
export const requireDurability = (db: Pick<Database.Database, 'pragma'>): void => {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  db.pragma('synchronous = FULL');
  // macOS only: without it fsync leaves the data in the drive's own cache.
  db.pragma('fullfsync = ON');
  const level = db.pragma('synchronous', { simple: true });
  if (mode === 'wal' && level === SYNCHRONOUS_FULL) return;
  throw new JournalRefused(
    'not-durable',
    `Refusing to run: the journal needs journal_mode wal and synchronous 2 (full), but found ` +
      `journal_mode ${String(mode)} and synchronous ${String(level)}.`,
  );
};
