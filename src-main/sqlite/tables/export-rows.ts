/** Payments and refunds for an export, one at a time. */
import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { EndRow } from '#domain/export/end-row.ts';
import { paymentEndRow, refundEndRow, zNumberAt } from '#domain/export/end-row.ts';
import type { ExportEnd, ExportRow } from '#domain/export/export-row.ts';
import { NOT_ENDED } from '#domain/export/export-row.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { hasRefundEnded, refundedBy } from '#domain/refund/refund.ts';
import type { OnUnreadable } from '#services/journal-ports.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import { rethrow } from '#sqlite/rows/unreadable.ts';
import { eventsTable } from './events-table.ts';
import type { JournalPaymentRow } from './payments-table.ts';
import { paymentsTable, readJournalPayments } from './payments-table.ts';
import type { JournalRefundRow } from './refunds-table.ts';
import { readJournalRefunds, refundsTable } from './refunds-table.ts';

const zPlaces = z.array(z.strictObject({ sequence: z.int(), number: z.int() }));

type EndOf = (row: EndRow) => ExportEnd;

const endsIn = (db: Database.Database): EndOf => {
  const query = `SELECT sequence, payload ->> '$.number' AS number FROM events
    WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'day-closed' ORDER BY sequence`;
  const zNumberOf = zNumberAt(zPlaces.parse(db.prepare(query).all()));
  return ({ sequence, at }) => ({ endedAt: at, zNumber: zNumberOf(sequence) });
};

/** After a recovery, a payment with an event that this program cannot read has no row; its refunds may have one. */
class StrayRefund extends Error {
  override readonly name = 'StrayRefund';
}

/** See `OnUnreadable`. */
const readable = <T>(onUnreadable: OnUnreadable, reference: string, read: () => T): readonly T[] => {
  try {
    return [read()];
  } catch (error) {
    if (!isUnreadable(error) && !(error instanceof StrayRefund)) throw error;
    onUnreadable(error, reference);
    return [];
  }
};

const paymentRows = (db: Database.Database, endOf: EndOf, onUnreadable: OnUnreadable) => {
  const refunds = refundsTable(db);
  const events = eventsTable(db);
  return (row: JournalPaymentRow): ExportRow => {
    const { body: payment, number, sequence, hash } = row;
    const end = isFinal(payment)
      ? endOf(paymentEndRow(payment, sequence, () => events.story(payment.reference)))
      : NOT_ENDED;
    const unread: string[] = [];
    const known = refunds.ofPayment(payment.reference, (error, reference) => {
      unread.push(reference);
      onUnreadable(error, reference);
    });
    const refunded = unread.length > 0 ? null : refundedBy(known);
    return { record: 'payment', story: payment, payment, number, sequence, hash, refunded, ...end };
  };
};

const refundRows = (db: Database.Database, endOf: EndOf) => {
  const payments = paymentsTable(db);
  const events = eventsTable(db);
  return (row: JournalRefundRow): ExportRow => {
    const { body: refund, number, sequence, hash } = row;
    const payment = payments.get(refund.paymentReference)?.body;
    if (!payment) throw new StrayRefund(`The payment of ${refund.reference} is not in its table`);
    const end = hasRefundEnded(refund)
      ? endOf(refundEndRow(refund, sequence, () => events.refundStory(refund.reference)))
      : NOT_ENDED;
    return { record: 'refund', story: refund, payment, number, sequence, hash, ...end };
  };
};

/**
 * Payments and refunds that started in [from, to), epoch ms, in the order they began; at the same moment payments first,
 * then by number.
 */
export function* readExportRows(
  db: Database.Database,
  from: number,
  to: number,
  onUnreadable: OnUnreadable = rethrow,
): Generator<ExportRow, void> {
  const endOf = endsIn(db);
  const [rowOfPayment, rowOfRefund] = [paymentRows(db, endOf, onUnreadable), refundRows(db, endOf)];
  const payments = (row: JournalPaymentRow) =>
    readable(onUnreadable, row.body.reference, () => rowOfPayment(row));
  const refunds = (row: JournalRefundRow) =>
    readable(onUnreadable, row.body.reference, () => rowOfRefund(row));
  const begun = readJournalRefunds(db, from, to, onUnreadable);
  try {
    let next = begun.next();
    for (const payment of readJournalPayments(db, from, to, onUnreadable)) {
      for (; !next.done && next.value.body.startedAt < payment.body.startedAt; next = begun.next())
        yield* refunds(next.value);
      yield* payments(payment);
    }
    for (; !next.done; next = begun.next()) yield* refunds(next.value);
  } finally {
    begun.return();
  }
}

/** How many rows `readExportRows` returns, if it can read all. */
export const countExportRows = (db: Database.Database, from: number, to: number): number => {
  const count = (table: 'payments' | 'refunds') =>
    z
      .int()
      .parse(
        db
          .prepare(`SELECT count(*) FROM ${table} WHERE started_at >= ? AND started_at < ?`)
          .pluck()
          .get(from, to),
      );
  return count('payments') + count('refunds');
};

/** When the first and the last payment or refund began, epoch ms; null while there is none. */
export const startedFirstAndLast = (db: Database.Database): { first: number; last: number } | null => {
  const query = `SELECT min(started_at) AS first, max(started_at) AS last FROM (
    SELECT started_at FROM payments UNION ALL SELECT started_at FROM refunds)`;
  return z
    .union([
      z.strictObject({ first: z.int(), last: z.int() }),
      z.strictObject({ first: z.null(), last: z.null() }).transform(() => null),
    ])
    .parse(db.prepare(query).get());
};
