import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Refund } from '#domain/refund/refund.ts';
import { refundNeedsAttention } from '#domain/refund/watched-refund.ts';
import { readRefund, writeRefund } from '#domain/stored/refund-rows.ts';
import type { OnUnreadable } from '#services/journal-ports.ts';
import { rethrow } from '#sqlite/rows/unreadable.ts';
import type { ProjectedRow, Projection, ProjectionOf } from './projection.ts';
import { projectionIn, readStarted, selectFrom } from './projection.ts';

const maybePayment = z.string().optional();

export type JournalRefundRow = ProjectedRow<Refund>;

const REFUNDS: ProjectionOf<Refund> = {
  table: 'refunds',
  ownColumns: { payment_reference: ({ paymentReference }) => paymentReference },
  read: readRefund,
  write: writeRefund,
};

export interface RefundsTable extends Projection<Refund> {
  /** The payment of a refund, without reading the body, which may be damaged. */
  paymentOf(reference: string): string | undefined;
  ofPayment(paymentReference: string, onUnreadable?: OnUnreadable): readonly Refund[];
  between(from: number, to: number, onUnreadable?: OnUnreadable): readonly Refund[];
  unfinished(since: number, onUnreadable?: OnUnreadable): readonly Refund[];
}

/** Names the indexes: to get the rows already sorted, SQLite would otherwise read every refund ever made. */
const BETWEEN = `SELECT * FROM (
    ${selectFrom('refunds')} INDEXED BY refunds_by_start WHERE started_at >= @from AND started_at < @to
    UNION ${selectFrom('refunds')} INDEXED BY refunds_by_change WHERE changed_at >= @from AND changed_at < @to
  )`;
/** All that `refundNeedsAttention` may choose from. */
const UNFINISHED = `SELECT * FROM (
    ${selectFrom('refunds')} INDEXED BY refunds_alive WHERE state NOT IN ('refunded', 'failed')
    UNION ALL ${selectFrom('refunds')} INDEXED BY refunds_by_change
      WHERE changed_at >= @since AND state IN ('refunded', 'failed')
  )`;

/**
 * The projection of refunds: what their events add up to, kept for queries. The table refuses a refund of more than is
 * left of its payment.
 */
export const refundsTable = (db: Database.Database): RefundsTable => {
  const refunds = projectionIn(db, REFUNDS);
  const between = refunds.readable('ORDER BY number', BETWEEN);
  const unfinished = refunds.readable('ORDER BY number', UNFINISHED);
  const paymentOf = db.prepare<[string]>('SELECT payment_reference FROM refunds WHERE reference = ?').pluck();
  // `+?`: see `OF_TYPE` of the events' table.
  const ofPayment = refunds.readable('WHERE payment_reference = +? ORDER BY number');
  return {
    ...refunds,
    paymentOf: (reference) => maybePayment.parse(paymentOf.get(reference)),
    ofPayment: (reference, onUnreadable = rethrow) => ofPayment(onUnreadable, reference),
    between: (from, to, onUnreadable = rethrow) => between(onUnreadable, { from, to }),
    unfinished: (since, onUnreadable = rethrow) =>
      unfinished(onUnreadable, { since }).filter((refund) => refundNeedsAttention(refund, since)),
  };
};

/** Refunds started in [from, to), oldest first, one at a time. Epoch ms. */
export const readJournalRefunds = (
  db: Database.Database,
  from: number,
  to: number,
  onUnreadable: OnUnreadable = rethrow,
): Generator<JournalRefundRow, void> => readStarted(db, REFUNDS, from, to, onUnreadable);
