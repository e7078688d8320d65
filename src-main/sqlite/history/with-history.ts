/** The tables of payments and refunds, which also enter each row in the history. */
import type Database from 'better-sqlite3';
import type { HistoryRow } from '#domain/history/history.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { paymentsTable } from '#sqlite/tables/payments-table.ts';
import type { Projectable, Projection } from '#sqlite/tables/projection.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';
import type { HistoryTable } from './history-table.ts';
import { historyTable } from './history-table.ts';
import { paymentRow, refundRows } from './rows.ts';

const withHistory = <S extends Projectable>(
  projection: Projection<S>,
  history: HistoryTable,
  rowOf: (state: S) => HistoryRow,
): Projection<S> => ({
  ...projection,
  add: (row) => {
    projection.add(row);
    history.put(row.number, rowOf(row.body));
  },
  move: (row) => {
    projection.move(row);
    history.put(row.number, rowOf(row.body));
  },
  holds: (row) => projection.holds(row) && history.holds(row.number, rowOf(row.body)),
});

export const refundsWithHistory = (db: Database.Database): Projection<Refund> =>
  withHistory(refundsTable(db), historyTable(db), refundRows(paymentsTable(db)));

/** A payment imported after its refunds adds to their rows what they are searched by. */
export const paymentsWithHistory = (db: Database.Database): Projection<Payment> => {
  const history = historyTable(db);
  const payments = withHistory(paymentsTable(db), history, paymentRow);
  const refundsOf = refundsTable(db).rows('WHERE payment_reference = ?');
  return {
    ...payments,
    add: (row) => {
      payments.add(row);
      for (const { number, body: refund } of refundsOf(row.body.reference))
        history.put(number, { kind: 'refund', refund, payment: row.body });
    },
  };
};
