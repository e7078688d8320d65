import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';

const IDENTITY = `SELECT payload ->> '$.identity' FROM events
  WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'installation-identified' ORDER BY sequence DESC LIMIT 1`;

/** Undefined in a journal of version 0.1, which had none. */
export const identityIn = (db: Database.Database): string | undefined => {
  const identity = db.prepare(IDENTITY).pluck().get();
  return typeof identity === 'string' ? identity : undefined;
};
