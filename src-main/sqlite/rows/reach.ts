/** How far a journal has got: its last row, and the last running numbers it gave. */
import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';

export const reachSchema = z.strictObject({
  /** The last row; 0 and '' in an empty journal. */
  sequence: z.int(),
  hash: z.string(),
  /** When it was written; epoch ms. */
  at: z.int(),
  /** The hash of row 1, which tells one journal from another; '' in an empty one. */
  first: z.string(),
  /** The last running numbers, those that were lost included; 0 before the first. */
  payments: z.int(),
  refunds: z.int(),
  zs: z.int(),
  shifts: z.int(),
  /** References of the payments that the newest refunds belong to, newest first. */
  refunded: z.array(z.string()).readonly(),
});
export type Reach = z.infer<typeof reachSchema>;

/** More than the refunds started between two checkpoints of SQLite's write-ahead log. */
const REFUNDED_KEPT = 8;

const lastNumberOf = (type: 'day-closed' | 'shift-opened'): string =>
  `SELECT payload ->> '$.number' FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = '${type}'
   ORDER BY sequence DESC LIMIT 1`;
const lostNumber = (name: 'payments' | 'refunds' | 'zs' | 'shifts'): string =>
  `SELECT payload ->> '$.${name}' FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'tail-lost'
   ORDER BY sequence DESC LIMIT 1`;
const greatest = (...queries: readonly string[]): string =>
  `max(${queries.map((query) => `coalesce((${query}), 0)`).join(', ')})`;

const REACH = `SELECT
  coalesce((SELECT hash FROM events WHERE sequence = 1), '') AS first,
  ${greatest('SELECT max(number) FROM payments', lostNumber('payments'))} AS payments,
  ${greatest('SELECT max(number) FROM refunds', lostNumber('refunds'))} AS refunds,
  ${greatest(lastNumberOf('day-closed'), lostNumber('zs'))} AS zs,
  ${greatest(lastNumberOf('shift-opened'), lostNumber('shifts'))} AS shifts,
  (SELECT json_group_array(payment_reference) FROM (
    SELECT payment_reference FROM refunds ORDER BY number DESC LIMIT ${REFUNDED_KEPT}
  )) AS refunded`;

const counts = z
  .strictObject({ ...reachSchema.omit({ sequence: true, hash: true, at: true }).shape, refunded: z.string() })
  .transform(({ refunded, ...rest }) => ({
    ...rest,
    refunded: reachSchema.shape.refunded.parse(JSON.parse(refunded)),
  }));
const lastRow = reachSchema.pick({ sequence: true, hash: true, at: true });

/** Returns a reader; the statements are prepared once, here. */
export const reachIn = (db: Database.Database): (() => Reach) => {
  const read = db.prepare(REACH);
  const last = db.prepare('SELECT sequence, hash, at FROM events ORDER BY sequence DESC LIMIT 1');
  return () => ({
    ...(lastRow.optional().parse(last.get()) ?? { sequence: 0, hash: '', at: 0 }),
    ...counts.parse(read.get()),
  });
};
