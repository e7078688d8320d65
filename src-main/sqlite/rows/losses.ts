/** Where a journal lost rows, and the last running numbers it had given before. */
import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Loss } from '#services/journal-ports.ts';

const losses = z.array(
  z.strictObject({
    sequence: z.int(),
    payments: z.int(),
    refunds: z.int(),
    shifts: z.int(),
    zs: z.int(),
  }),
) satisfies z.ZodType<readonly Loss[]>;

/** Only the numbers are read: what else a newer version writes about a loss must keep nobody from selling. */
const LOSSES = `SELECT sequence, payload ->> '$.payments' AS payments, payload ->> '$.refunds' AS refunds,
    payload ->> '$.shifts' AS shifts, payload ->> '$.zs' AS zs
  FROM events INDEXED BY records_by_type
  WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'tail-lost' ORDER BY sequence`;

/** Returns a reader of all losses, in the order of the journal; the statement is prepared once, here. */
export const lossesIn = (db: Database.Database): (() => readonly Loss[]) => {
  const all = db.prepare(LOSSES);
  return () => losses.parse(all.all());
};
