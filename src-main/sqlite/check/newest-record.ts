import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Recorded, RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import { readRecord } from '#domain/stored/activity-rows.ts';

const row = z
  .strictObject({ sequence: z.int(), at: z.int(), hash: z.string(), payload: z.string() })
  .optional();

/**
 * The newest record of a type in a journal that is not open yet, in any format: the file is neither copied nor migrated
 * for this. Throws what SQLite throws, and Error if the row is not of that type.
 */
export const newestRecordIn = <T extends RecordType>(file: string, type: T): Recorded<T> | undefined => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma('trusted_schema = OFF');
    const newest = db.prepare<[string, string]>(
      'SELECT sequence, at, hash, payload FROM events WHERE reference = ? AND type = ? ORDER BY sequence DESC LIMIT 1',
    );
    const found = row.parse(newest.get(ACTIVITY_REFERENCE, type));
    if (!found) return undefined;
    const { payload, ...place } = found;
    const record = readRecord(payload);
    const isOfType = (one: typeof record): one is typeof record & RecordOf<T> => one.type === type;
    if (!isOfType(record)) throw new Error(`the newest ${type} is none`);
    return { ...place, record };
  } finally {
    db.close();
  }
};
