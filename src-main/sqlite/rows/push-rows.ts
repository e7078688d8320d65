import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { PushBatch, PushJournal } from '#services/office/office-ports.ts';

const pushRow = z.tuple([z.int(), z.string(), z.string(), z.string(), z.int(), z.string()]);

/** The journal's rows as stored, to be pushed to the office. */
export const pushRowsIn = (db: Database.Database): PushJournal['rowsToPush'] => {
  const rows = db
    .prepare<[number, number]>(
      `SELECT at, reference, type, payload, sequence, hash FROM events
       WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    )
    .raw();
  return (after, limit, maxCharacters) => {
    const batch: PushBatch['rows'][number][] = [];
    let upTo: PushBatch['upTo'] | null = null;
    let characters = 0;
    for (const row of rows.iterate(after, limit)) {
      const [at, reference, type, payload, sequence, hash] = pushRow.parse(row);
      characters += payload.length;
      // A row that exceeds the limit by itself is sent alone.
      if (characters > maxCharacters && upTo) break;
      batch.push([at, reference, type, payload]);
      upTo = { sequence, hash };
    }
    return upTo && { rows: batch, upTo };
  };
};
