/**
 * Handles rows that a newer till wrote and that no office could read then, but this one can: rebuilds their tills'
 * tables from the whole journal, since later rows may depend on them.
 */
import { z } from 'zod';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { PUSH_ROWS } from '#domain/office/push.ts';
import { tillState } from '#domain/office/till-state.ts';
import { readEvent } from '#domain/stored/event-rows.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Row } from './chain.ts';
import type { Carried } from './project.ts';
import { project, storedOf } from './project.ts';

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

const NOTHING_YET: Carried = {
  lastPayment: 0,
  lastRefund: 0,
  lostPayments: undefined,
  lostRefunds: undefined,
  covered: 0,
  uncovered: null,
};

const FOLLOWING = ['payments', 'refunds', 'moves', 'station_days', 'days'];

const projectAnew = async (statements: Transaction, station: string, now: number): Promise<void> => {
  const { query } = statements;
  const [row] = stateOf.parse(
    await query('SELECT state FROM stations WHERE station = $1 FOR UPDATE', [station]),
  );
  const state = tillState.parse(JSON.parse(row.state));
  for (const table of FOLLOWING) await query(`DELETE FROM ${table} WHERE station = $1`, [station]);
  await query("DELETE FROM alarms WHERE station = $1 AND kind = 'unread'", [station]);
  let carried = NOTHING_YET;
  for (let after = NO_ROWS.sequence; ; after += PUSH_ROWS) {
    const rows = rowsOf.parse(
      await query(
        `SELECT sequence, at, reference, type, payload, hash FROM events
         WHERE station = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence`,
        [station, after, after + PUSH_ROWS],
      ),
    );
    if (rows.length === 0) break;
    const stored = await storedOf(statements, station, rows);
    carried = await project(statements, station, { rows, stored, carried, state, now });
  }
  await query(
    `UPDATE stations SET last_payment = $2, last_refund = $3, lost_payments = $4, lost_refunds = $5,
       covered = $6, uncovered = $7, due_at = 0
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

/** Call once, when an office starts. */
export const readAgain = async (database: Database, now: () => number): Promise<void> => {
  const unread = unreadRows.parse(
    await database.query(
      `SELECT alarms.station, alarms.detail, events.payload FROM alarms
       JOIN events ON events.station = alarms.station AND events.sequence = alarms.row_number
       WHERE alarms.kind = 'unread'`,
    ),
  );
  const readable = unread.filter(({ detail, payload }) => UNREADABLE.test(detail) && isReadable(payload));
  for (const station of new Set(readable.map((row) => row.station)))
    await database.transaction((statements) => projectAnew(statements, station, now()));
};
