import type Database from 'better-sqlite3';
import { codeOf } from '#files/error-code.ts';
import type { Broken } from '#sqlite/tables/replay.ts';

const STRAY = `
  SELECT 1 FROM history
  WHERE NOT EXISTS (SELECT 1 FROM payments WHERE id % 2 = 0 AND number = id / 2)
    AND NOT EXISTS (SELECT 1 FROM refunds WHERE id % 2 = 1 AND number = id / 2)
  LIMIT 1`;

/** A checksum over all positions: each adds 32 bits computed from where it is and what it holds. */
const checksum = (row: string, column: string, place: string, text: string): string => `
  count(*) || ' ' || coalesce(sum((
    ${row} * 31 + ${place} * 1009 + length(${column}) * 65537 + unicode(${text}) * 40503
      + unicode(substr(${text}, 2)) * 60493 + unicode(substr(${text}, 3)) * 19937
    & 4294967295) * 1103515245 & 4294967295), 0)`;

const IN_INDEX = `SELECT ${checksum('doc', 'col', '"offset"', 'term')} FROM history_places`;

/** All trigrams of all rows; looking up each one in its row would take far longer. */
const IN_ROWS = `
  WITH RECURSIVE
    texts (id, col, text) AS (
      SELECT id, 'words', words FROM history UNION ALL SELECT id, 'numbers', numbers FROM history
    ),
    places (place) AS (
      SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place < (SELECT max(length(text)) FROM texts)
    )
  SELECT ${checksum('id', 'col', 'place', 'substr(text, place + 1, 3)')}
  FROM texts CROSS JOIN places ON place < length(text) - 2`;

const broken = (why: string): Broken => ({ ok: false, sequence: null, why });

/** Works read-only, but takes ten times as long. */
const differsByChecksums = (db: Database.Database): boolean => {
  const [inIndex, inRows] = [IN_INDEX, IN_ROWS].map((sql) => db.prepare(sql).pluck().get());
  return inIndex !== inRows;
};

/**
 * SQLite's own comparison of the index with the rows. It changes nothing, but SQLite refuses it on a read-only
 * connection.
 */
const differsBySqlite = (db: Database.Database): boolean => {
  try {
    db.exec("INSERT INTO history_text (history_text, rank) VALUES ('integrity-check', 1)");
    return false;
  } catch (error) {
    if (codeOf(error) === 'SQLITE_CORRUPT_VTAB') return true;
    throw error;
  }
};

/** What is wrong with the rows of the history as a whole, and with its index. */
export const historyFault = (db: Database.Database): Broken | undefined => {
  if (db.prepare(STRAY).get() !== undefined) return broken('the history has a row of no payment or refund');
  const differs = db.readonly ? differsByChecksums(db) : differsBySqlite(db);
  return differs ? broken('the index of the history differs from its rows') : undefined;
};
