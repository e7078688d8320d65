/** The journal as reports read it: row by row, and its closed days. */
import { ACTIVITY_REFERENCE, REFUND_PREFIX } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { ActivityRecord, Recorded, RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import type { ClosedDayLine, DayJournal, JournalRow } from '#services/journal-ports.ts';
import { readPaymentEvent } from '#domain/stored/payment-rows.ts';
import { readRecord } from '#domain/stored/activity-rows.ts';
import { readRefundEvent } from '#domain/stored/refund-rows.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';

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
    const isActivity = reference === ACTIVITY_REFERENCE;
    try {
      if (isActivity) return { ...row, of: 'activity', record: readRecord(payload) };
      return type.startsWith(REFUND_PREFIX)
        ? { ...row, of: 'refund', reference, event: readRefundEvent(payload) }
        : { ...row, of: 'payment', reference, event: readPaymentEvent(payload) };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return { ...row, of: 'unreadable', reference: isActivity ? null : reference, type };
    }
  });

const closedDayLine = z.strictObject({
  number: z.int(),
  date: z.string(),
  at: z.int(),
  net: z.string().transform((json) => z.record(z.string(), z.int()).parse(JSON.parse(json))),
}) satisfies z.ZodType<ClosedDayLine>;

const CLOSED_DAYS = `FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'day-closed'`;
const RECONCILED = `FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'reconciled'`;

/** The earliest Zs have one result, for their own date. */
const ONE_RECONCILED = `json_array(json_object(
  'date', payload ->> '$.date', 'result', payload ->> '$.report.reconciliation'
))`;

/** Older days are reconciled on request only. */
const DAYS_CAUGHT_UP = 31;

const isOf = <T extends RecordType>(record: ActivityRecord, type: T): record is RecordOf<T> =>
  record.type === type;

/** Statements are prepared once, here. */
export const dayJournalIn = (db: Database.Database): DayJournal => {
  const rows = db.prepare<[number, number]>(
    'SELECT sequence, at, hash, reference, type, payload FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const lines = db.prepare<[number]>(
    `SELECT payload ->> '$.number' AS number, payload ->> '$.date' AS date, at,
       payload -> '$.report.net' AS net ${CLOSED_DAYS}
     ORDER BY sequence DESC LIMIT ?`,
  );
  const before = db
    .prepare<[number]>(`SELECT sequence - 1 ${CLOSED_DAYS} AND payload ->> '$.number' = ?`)
    .pluck();
  const beforeReconciled = db
    .prepare<[string]>(
      `SELECT sequence - 1 ${RECONCILED} AND payload ->> '$.date' = ? ORDER BY sequence DESC LIMIT 1`,
    )
    .pluck();
  const unreconciled = db
    .prepare(
      `SELECT DISTINCT day.value ->> '$.date' AS date FROM (
         SELECT sequence, coalesce(payload -> '$.report.compared', ${ONE_RECONCILED}) AS compared
         ${CLOSED_DAYS} ORDER BY sequence DESC LIMIT ${DAYS_CAUGHT_UP}
       ) AS closed, json_each(closed.compared) AS day
       WHERE day.value ->> '$.result' = 'not-reconciled' AND NOT EXISTS (
         SELECT 1 ${RECONCILED} AND sequence > closed.sequence
           AND payload ->> '$.date' = day.value ->> '$.date' AND payload ->> '$.result' <> 'not-reconciled'
       ) ORDER BY date DESC LIMIT ${DAYS_CAUGHT_UP}`,
    )
    .pluck();
  const lastAt = db.prepare('SELECT at FROM events ORDER BY sequence DESC LIMIT 1').pluck();
  const rowsAfter: DayJournal['rowsAfter'] = (sequence, limit) =>
    z.array(journalRow).parse(rows.all(sequence, limit));
  const recordAfter = <T extends RecordType>(
    after: unknown,
    type: T,
    onUnreadable?: (sequence: number) => void,
  ): Recorded<T> | undefined => {
    const sequence = z.int().optional().parse(after);
    const row = sequence === undefined ? undefined : rowsAfter(sequence, 1)[0];
    if (row?.of === 'unreadable') onUnreadable?.(row.sequence);
    if (row?.of !== 'activity' || !isOf(row.record, type)) return undefined;
    const { at, hash, record } = row;
    return { sequence: row.sequence, at, hash, record };
  };
  return {
    rowsAfter,
    lastRowAt: () => z.int().optional().parse(lastAt.get()),
    closedDays: (limit) => z.array(closedDayLine).parse(lines.all(limit)),
    closedDay: (number, onUnreadable) => recordAfter(before.get(number), 'day-closed', onUnreadable),
    reconciliation: (date) => recordAfter(beforeReconciled.get(date), 'reconciled'),
    unreconciledDays: () => z.array(z.string()).parse(unreconciled.all()),
  };
};
