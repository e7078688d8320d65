import type Database from 'better-sqlite3';
import type { Refund } from '#domain/refund/refund.ts';
import { readRefund, writeRefund } from '#sqlite/rows/refund-rows.ts';
import type { ProjectedRow, Projection, ProjectionOf } from './projection.ts';
import { projectionIn, readStarted } from './projection.ts';

export type JournalRefundRow = ProjectedRow<Refund>;

const REFUNDS: ProjectionOf<Refund> = {
  table: 'refunds',
  ownColumns: { payment_reference: ({ paymentReference }) => paymentReference },
  read: readRefund,
  write: writeRefund,
};

export interface RefundsTable extends Projection<Refund> {
  ofPayment(paymentReference: string): readonly Refund[];
  between(from: number, to: number): readonly Refund[];
  unfinished(watchedSince: number): readonly Refund[];
}

/** What the refunds' events add up to, kept to be queried. The table refuses to add more than is left of a payment. */
export const refundsTable = (db: Database.Database): RefundsTable => {
  const refunds = projectionIn(db, REFUNDS);
  const between = refunds.query(
    `WHERE (started_at >= @from AND started_at < @to) OR (changed_at >= @from AND changed_at < @to)
     ORDER BY number`,
  );
  const unfinished = refunds.query(
    `WHERE (state <> 'refunded' AND (state <> 'failed' OR changed_at >= @watchedSince))
       OR (state = 'refunded' AND changed_at >= @watchedSince AND body ->> '$.byHand.verdict' = 'awaited')
     ORDER BY number`,
  );
  return {
    ...refunds,
    ofPayment: refunds.query('WHERE payment_reference = ? ORDER BY number'),
    between: (from, to) => between({ from, to }),
    unfinished: (watchedSince) => unfinished({ watchedSince }),
  };
};

/** Refunds started in [from, to), oldest first, one at a time. Epoch ms. */
export const readJournalRefunds = (
  db: Database.Database,
  from: number,
  to: number,
): Generator<JournalRefundRow, void> => readStarted(db, REFUNDS, from, to);
