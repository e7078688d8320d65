/** The journal as reports read it: row by row, and its closed days. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { ClosedDayLine, DayBook, JournalRow } from '#services/ports.ts';
import { HOUSE } from './events-table.ts';
import { readPaymentEvent } from './payment-rows.ts';
import { readRecord } from './record-rows.ts';
import { readRefundEvent } from './refund-rows.ts';

const journalRow = z
  .strictObject({
    sequence: z.int(),
    at: z.int(),
    hash: z.string(),
    reference: z.string(),
    type: z.string(),
    payload: z.string(),
  })
  .transform(({ reference, type, payload, ...row }): JournalRow => {
    if (reference === HOUSE) return { ...row, of: 'house', record: readRecord(payload) };
    return type.startsWith('refund-')
      ? { ...row, of: 'refund', reference, event: readRefundEvent(payload) }
      : { ...row, of: 'payment', reference, event: readPaymentEvent(payload) };
  });

const closedDayLine = z.strictObject({
  number: z.int(),
  date: z.string(),
  at: z.int(),
}) satisfies z.ZodType<ClosedDayLine>;

const CLOSED_DAYS = `FROM events WHERE reference = '${HOUSE}' AND type = 'day-closed'`;

/** Statements are prepared once, here. */
export const dayBookIn = (db: Database.Database): DayBook => {
  const rows = db.prepare<[number, number]>(
    'SELECT sequence, at, hash, reference, type, payload FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const lines = db.prepare<[number]>(
    `SELECT payload ->> '$.number' AS number, payload ->> '$.date' AS date, at ${CLOSED_DAYS}
     ORDER BY sequence DESC LIMIT ?`,
  );
  const before = db
    .prepare<[number]>(`SELECT sequence - 1 ${CLOSED_DAYS} AND payload ->> '$.number' = ?`)
    .pluck();
  const rowsAfter: DayBook['rowsAfter'] = (sequence, most) =>
    z.array(journalRow).parse(rows.all(sequence, most));
  return {
    rowsAfter,
    closedDays: (most) => z.array(closedDayLine).parse(lines.all(most)),
    closedDay: (number) => {
      const after = z.int().optional().parse(before.get(number));
      const row = after === undefined ? undefined : rowsAfter(after, 1)[0];
      if (row?.of !== 'house' || row.record.type !== 'day-closed') return undefined;
      const { sequence, at, hash, record } = row;
      return { sequence, at, hash, record };
    },
  };
};
