/** Lists and searches the history. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { HistoryPlace, HistoryQuery, HistoryRow } from '#domain/history/history.ts';
import { HISTORY_OUTCOMES } from '#domain/history/history.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { HistoryJournal } from '#services/journal-ports.ts';
import { paymentsTable } from '#sqlite/tables/payments-table.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';
import type { Conditions } from './conditions.ts';
import { filterConditions, joined, textConditions, timeConditions } from './conditions.ts';
import { paymentRow, refundRows } from './rows.ts';
import type { Source } from './sources.ts';
import { sources } from './sources.ts';

/** The most rows read for one page if few of them match; takes about 50 ms. */
const READ_AT_ONCE = 20_000;

const placed = z.strictObject({ id: z.int(), at: z.int() });

/** `time`: the index of its range. */
const summed = z.strictObject({
  time: z.int(),
  kind: z.enum(['payment', 'refund']),
  outcome: z.enum(HISTORY_OUTCOMES),
  currency: z.string(),
  count: z.int(),
  amount: z.int(),
});

const after = (place: HistoryPlace | null): Conditions =>
  place
    ? { sql: ['(started_at, id) < (@afterAt, @afterId)'], values: { afterAt: place.at, afterId: place.id } }
    : { sql: [], values: {} };

const notBefore = (place: HistoryPlace | null): Conditions =>
  place
    ? { sql: ['(started_at, id) >= (@lastAt, @lastId)'], values: { lastAt: place.at, lastId: place.id } }
    : { sql: [], values: {} };

const TIMES = `(SELECT key AS time, value ->> 'from' AS time_from, value ->> 'to' AS time_to FROM json_each(@times))`;
const DURING: Conditions = { sql: ['started_at >= time_from', 'started_at < time_to'], values: {} };

const NEWEST_FIRST = 'ORDER BY started_at DESC, id DESC';

const tableOf = ({ index }: Source): string =>
  index === null ? 'history NOT INDEXED' : `history INDEXED BY ${index}`;

/** Few rows are read once for all ranges; if there are many, each range reads only its own. */
const timesIn = (source: Source): string =>
  source.index === null ? `${tableOf(source)} CROSS JOIN ${TIMES}` : `${TIMES} CROSS JOIN ${tableOf(source)}`;

const matching = (query: HistoryQuery, source: Source, also: readonly Conditions[]): Conditions =>
  joined([source.conditions, filterConditions(query), textConditions(query), ...also]);

/** The last row that is read for a page; null if all are. */
const lastRead = (
  db: Database.Database,
  query: HistoryQuery,
  source: Source,
  from: HistoryPlace | null,
): HistoryPlace | null => {
  if (source.index === null) return null;
  const { sql, values } = joined([source.conditions, timeConditions(query), after(from)]);
  const found = db
    .prepare(
      `SELECT id, started_at AS at FROM ${tableOf(source)} WHERE ${sql.join(' AND ')}
       ${NEWEST_FIRST} LIMIT 1 OFFSET ${READ_AT_ONCE}`,
    )
    .get(values);
  return placed.nullable().parse(found ?? null);
};

/** Returns a reader of the row with an ID; none if it cannot be read. */
const rowsIn = (db: Database.Database): ((id: number) => readonly HistoryRow[]) => {
  const payments = paymentsTable(db);
  const payment = payments.query('WHERE number = ?');
  const refund = refundsTable(db).query('WHERE number = ?');
  const refundRow = refundRows(payments);
  const rowsOf = (id: number): readonly HistoryRow[] => {
    const number = Math.floor(id / 2);
    return id % 2 === 0 ? payment(number).map(paymentRow) : refund(number).map(refundRow);
  };
  return (id) => {
    try {
      const rows = rowsOf(id);
      if (rows.length === 0) throw new Error(`The history has row ${id}, and the journal does not.`);
      return rows;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return [];
    }
  };
};

/** Skips along the index from one cashier to the next. */
const CASHIERS = `
  WITH RECURSIVE cashiers (cashier) AS (
    SELECT min(cashier) FROM history
    UNION ALL
    SELECT (SELECT min(cashier) FROM history WHERE cashier > cashiers.cashier) FROM cashiers
    WHERE cashiers.cashier IS NOT NULL
  )
  SELECT (SELECT id FROM history WHERE history.cashier = cashiers.cashier ${NEWEST_FIRST} LIMIT 1)
  FROM cashiers WHERE cashier IS NOT NULL`;

const byOf = (row: HistoryRow): Person | null =>
  row.kind === 'payment' ? row.payment.cashier : row.refund.askedBy;

export const historyIn = (db: Database.Database): HistoryJournal => {
  const rowsOf = rowsIn(db);
  const sourceOf = sources(db);
  const newestByCashier = db.prepare(CASHIERS).pluck();
  const missing = db.prepare('SELECT payments + refunds FROM history_missing').pluck();
  return {
    history(query, from, limit) {
      const source = sourceOf(query);
      const last = lastRead(db, query, source, from);
      const { sql, values } = matching(query, source, [after(from), notBefore(last)]);
      const page = `SELECT id, started_at AS at FROM ${tableOf(source)} WHERE ${sql.join(' AND ')}
        ${NEWEST_FIRST} LIMIT @rows`;
      const found = z.array(placed).parse(db.prepare(page).all({ ...values, rows: limit }));
      return {
        rows: found.flatMap((place) => rowsOf(place.id).map((row) => ({ row, place }))),
        next: found.length === limit ? (found.at(-1) ?? null) : last,
      };
    },
    historySums(query, times) {
      const source = sourceOf(query);
      const { sql, values } = matching(query, source, [DURING]);
      const sums = `
        SELECT time, iif(id % 2, 'refund', 'payment') AS kind, outcome, currency,
          count(*) AS count, sum(amount) AS amount
        FROM ${timesIn(source)} WHERE ${sql.join(' AND ')} GROUP BY time, id % 2, outcome, currency`;
      const read = z.array(summed).parse(db.prepare(sums).all({ ...values, times: JSON.stringify(times) }));
      return times.map((_, index) => read.filter(({ time }) => time === index));
    },
    historyCashiers: () =>
      z
        .array(z.int())
        .parse(newestByCashier.all())
        .flatMap((id) => rowsOf(id).map(byOf))
        .filter((by) => by !== null),
    isHistoryWhole: () => missing.get() === 0,
  };
};
