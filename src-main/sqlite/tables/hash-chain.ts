import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { ChainedRow, Head } from '#domain/journal/chained-row.ts';
import { hashedText } from '#domain/journal/chained-row.ts';

/** The hash of a row, as 64 lower-case hex digits. */
export const hashOf = (row: ChainedRow): string => hash('sha256', hashedText(row));

/** What a row says, without its place in the chain. */
export type UnchainedRow = Omit<ChainedRow, 'sequence' | 'previousHash'>;

/** Writes the row that comes after `before`, and returns where the journal then ends. The statement is prepared once. */
export const chainedInsert = (db: Database.Database): ((before: Head, row: UnchainedRow) => Head) => {
  const insert = db.prepare(
    `INSERT INTO events (sequence, at, reference, type, payload, previous_hash, hash)
     VALUES (@sequence, @at, @reference, @type, @payload, @previousHash, @hash)`,
  );
  return (before, row) => {
    const chained = { ...row, sequence: before.sequence + 1, previousHash: before.hash };
    const head = { sequence: chained.sequence, hash: hashOf(chained) };
    insert.run({ ...chained, hash: head.hash });
    return head;
  };
};
