import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { HistoryRow } from '#domain/history/history.ts';
import { writing } from '#sqlite/file/disk-failure.ts';
import { paymentsTable } from '#sqlite/tables/payments-table.ts';
import type { Projectable, Projection } from '#sqlite/tables/projection.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';
import type { HistoryTable } from './history-table.ts';
import { historyTable } from './history-table.ts';
import { paymentRow, refundRows } from './rows.ts';

/** Rows in one slice, which takes a few milliseconds. */
const AT_ONCE = 50;

interface Filled<S extends Projectable> {
  readonly column: 'payments' | 'refunds';
  readonly projection: Projection<S>;
  readonly rowOf: (state: S) => HistoryRow;
}

/** From the highest running number down, so that recent rows can be found first. */
function* fill<S extends Projectable>(
  db: Database.Database,
  history: HistoryTable,
  { column, projection, rowOf }: Filled<S>,
): Generator<undefined, void> {
  const missing = db.prepare(`SELECT ${column} FROM history_missing`).pluck();
  const enteredDownTo = db.prepare(`UPDATE history_missing SET ${column} = ?`);
  const next = projection.rows('WHERE number <= ? ORDER BY number DESC LIMIT ?');
  const slice = db.transaction((): boolean => {
    const rows = next(z.int().parse(missing.get()), AT_ONCE);
    for (const { number, body } of rows) history.put(number, rowOf(body));
    enteredDownTo.run(Math.max(0, (rows.at(-1)?.number ?? 1) - 1));
    return rows.length === AT_ONCE;
  });
  if (missing.get() === 0) return;
  while (writing(db, () => slice.immediate())) yield;
}

/**
 * Enters the payments and refunds of an earlier version in the history, in slices of a few milliseconds. Throws
 * DiskFailed; the next start goes on from there.
 */
export function* fillHistory(db: Database.Database): Generator<undefined, void> {
  const history = historyTable(db);
  const payments = paymentsTable(db);
  yield* fill(db, history, {
    column: 'payments',
    projection: payments,
    rowOf: paymentRow,
  });
  yield* fill(db, history, {
    column: 'refunds',
    projection: refundsTable(db),
    rowOf: refundRows(payments),
  });
}
