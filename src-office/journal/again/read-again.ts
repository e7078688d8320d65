/**
 * Handles rows that a newer till wrote and that no office could read then, but this one can: rebuilds their tills'
 * tables from the whole journal, since later rows may depend on them.
 */
import { z } from 'zod';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { MAX_PUSH_ROWS } from '#domain/office/push.ts';
import { tillState } from '#domain/office/till-state.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { readEvent } from '#domain/stored/event-rows.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { isHeld } from '../../database/retry.ts';
import type { Row } from '../chain.ts';
import type { Carried } from '../project.ts';
import { project, storedOf } from '../project.ts';
import { calendarOf } from '../sums/calendar.ts';

const UNREADABLE = /^\$?(Zod|Syntax)Error/;

const unreadRows = z.array(z.strictObject({ station: z.string(), detail: z.string(), payload: z.string() }));

const isReadable = (payload: string): boolean => {
  try {
    readEvent(payload);
    return true;
  } catch {
    return false;
  }
};

const rowsOf = z.array(
  z.strictObject({
    sequence: z.int(),
    at: z.int(),
    reference: z.string(),
    type: z.string(),
    payload: z.string(),
    hash: z.string(),
  }) satisfies z.ZodType<Row>,
);

const stateOf = z.tuple([z.object({ state: z.string() })]);
const dated = z.array(z.strictObject({ at: z.int(), date: z.string() }));
const alarms = z.array(z.strictObject({ row_number: z.int(), at: z.int(), accepted_at: z.int().nullable() }));

const NOTHING_YET: Carried = {
  lastPayment: 0,
  lastRefund: 0,
  lostPayments: undefined,
  lostRefunds: undefined,
  covered: 0,
  uncovered: null,
};

const FOLLOWING = ['payments', 'refunds', 'moves', 'station_days', 'days'];

/** What has counted for a date stays there, even if the till's business days begin at another time now. */
const datesKept = async (
  { query }: Transaction,
  station: string,
  days: BusinessDays,
): Promise<BusinessDays> => {
  const rows = await query(
    `SELECT started_at AS at, date FROM payments WHERE station = $1
     UNION SELECT started_at, date FROM refunds WHERE station = $1
     UNION SELECT at, date FROM moves WHERE station = $1`,
    [station],
  );
  const before = new Map(dated.parse(rows).map(({ at, date }) => [at, date]));
  return { ...days, dateOf: (at) => before.get(at) ?? days.dateOf(at) };
};

/** Does `work`, which raises the alarms of `station` about unreadable rows again: each goes on as it was before. */
const alarmsKept = async <T>({ query }: Transaction, station: string, work: () => Promise<T>): Promise<T> => {
  const before = alarms.parse(
    await query(
      "DELETE FROM alarms WHERE station = $1 AND kind = 'unread' RETURNING row_number, at, accepted_at",
      [station],
    ),
  );
  const result = await work();
  await query(
    `UPDATE alarms SET at = n.at, accepted_at = n.accepted_at
     FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS n (row_number, at, accepted_at)
     WHERE alarms.station = $1 AND alarms.kind = 'unread' AND alarms.row_number = n.row_number`,
    [
      station,
      before.map(({ row_number }) => row_number),
      before.map(({ at }) => at),
      before.map(({ accepted_at }) => accepted_at),
    ],
  );
  return result;
};

interface Reading {
  readonly now: number;
  /** Ends it, and leaves everything as it was. */
  readonly signal: AbortSignal;
}

/** Returns what later rows continue from. */
const projectAll = async (
  statements: Transaction,
  station: string,
  days: BusinessDays,
  { now, signal }: Reading,
): Promise<Carried> => {
  let carried = NOTHING_YET;
  for (let after = NO_ROWS.sequence; ; after += MAX_PUSH_ROWS) {
    signal.throwIfAborted();
    const rows = rowsOf.parse(
      await statements.query(
        `SELECT sequence, at, reference, type, payload, hash FROM events
         WHERE station = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence`,
        [station, after, after + MAX_PUSH_ROWS],
      ),
    );
    if (rows.length === 0) return carried;
    const stored = await storedOf(statements, station, rows);
    carried = await project(statements, station, { rows, stored, carried, days, now });
  }
};

const projectAnew = async (statements: Transaction, station: string, reading: Reading): Promise<void> => {
  const { query } = statements;
  const [row] = stateOf.parse(
    await query('SELECT state FROM stations WHERE station = $1 FOR UPDATE', [station]),
  );
  const state = tillState.parse(JSON.parse(row.state));
  const days = await datesKept(statements, station, calendarOf(state, reading.now));
  for (const table of FOLLOWING) await query(`DELETE FROM ${table} WHERE station = $1`, [station]);
  const carried = await alarmsKept(statements, station, () => projectAll(statements, station, days, reading));
  await query(
    `UPDATE stations SET last_payment = $2, last_refund = $3, lost_payments = $4, lost_refunds = $5,
       covered = $6, uncovered = $7, due_at = 0, due_as_of = heard_at
     WHERE station = $1`,
    [
      station,
      carried.lastPayment,
      carried.lastRefund,
      carried.lostPayments ?? null,
      carried.lostRefunds ?? null,
      carried.covered,
      carried.uncovered,
    ],
  );
};

/** Far longer than any journal takes; ms. */
const READING_WITHIN = 3_600_000;

/**
 * While a till's journal is read again, its pushes wait: it is not silent. False if another process holds the till, to
 * read its journal again.
 */
const beginReading = async (database: Database, station: string, now: number): Promise<boolean> => {
  try {
    await database.transaction(async ({ query }) => {
      await query('SELECT station FROM stations WHERE station = $1 FOR UPDATE NOWAIT', [station]);
      await query('UPDATE stations SET due_at = $2 WHERE station = $1', [station, now + READING_WITHIN]);
    });
    return true;
  } catch (error) {
    if (isHeld(error)) return false;
    throw error;
  }
};

const readStation = async (database: Database, station: string, reading: Reading): Promise<void> => {
  if (!(await beginReading(database, station, reading.now))) return;
  try {
    await database.transaction((statements) => projectAnew(statements, station, reading));
  } catch (error) {
    await database.query('UPDATE stations SET due_at = 0 WHERE station = $1', [station]);
    throw error;
  }
};

/**
 * Call once, when an office starts. What one till's journal or state does to this must not keep the office from the
 * others: that till's tables stay as they were, and `report` is called.
 */
export const readAgain = async (
  database: Database,
  now: () => number,
  report: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> => {
  const unread = unreadRows.parse(
    await database.query(
      `SELECT alarms.station, alarms.detail, events.payload FROM alarms
       JOIN events ON events.station = alarms.station AND events.sequence = alarms.row_number
       WHERE alarms.kind = 'unread'`,
    ),
  );
  const readable = unread.filter(({ detail, payload }) => UNREADABLE.test(detail) && isReadable(payload));
  for (const station of new Set(readable.map((row) => row.station))) {
    if (signal.aborted) return;
    const reading = { now: now(), signal };
    await readStation(database, station, reading).catch((error: unknown) => signal.aborted || report(error));
  }
};
