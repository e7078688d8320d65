/** Payments and refunds for an export, one at a time. */
import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { paymentEndRow, refundEndRow, zNumberAt } from '#domain/export/end-row.ts';
import type { ExportRow } from '#domain/export/export-row.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { hasRefundEnded, refundedBy } from '#domain/refund/refund.ts';
import { eventsTable } from './events-table.ts';
import type { JournalPaymentRow } from './payments-table.ts';
import { paymentsTable, readJournalPayments } from './payments-table.ts';
import type { JournalRefundRow } from './refunds-table.ts';
import { readJournalRefunds, refundsTable } from './refunds-table.ts';

/** The number of the Z that covers a row; null if none does yet. */
const zNumbers = (db: Database.Database): ((sequence: number) => number | null) => {
  const query = `SELECT sequence FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'day-closed' ORDER BY sequence`;
  return zNumberAt(z.array(z.int()).parse(db.prepare(query).pluck().all()));
};

const paymentRows = (db: Database.Database, zNumberOf: (sequence: number) => number | null) => {
  const refunds = refundsTable(db);
  const events = eventsTable(db);
  return (row: JournalPaymentRow): ExportRow => {
    const { body: payment, number, sequence, hash } = row;
    return {
      record: 'payment',
      story: payment,
      payment,
      number,
      sequence,
      hash,
      refunded: refundedBy(refunds.ofPayment(payment.reference)),
      zNumber: isFinal(payment)
        ? zNumberOf(paymentEndRow(payment, sequence, () => events.story(payment.reference)))
        : null,
    };
  };
};

const refundRows = (db: Database.Database, zNumberOf: (sequence: number) => number | null) => {
  const payments = paymentsTable(db);
  const events = eventsTable(db);
  return (row: JournalRefundRow): ExportRow => {
    const { body: refund, number, sequence, hash } = row;
    const payment = payments.get(refund.paymentReference)?.body;
    if (!payment) throw new Error(`The payment of the refund ${refund.reference} is not in the journal.`);
    const zNumber = hasRefundEnded(refund)
      ? zNumberOf(refundEndRow(refund, sequence, () => events.refundStory(refund.reference)))
      : null;
    return { record: 'refund', story: refund, payment, number, sequence, hash, zNumber };
  };
};

/**
 * Payments and refunds started in [from, to), epoch ms, oldest first; at the same moment payments first, then by
 * number.
 */
export function* readExportRows(db: Database.Database, from: number, to: number): Generator<ExportRow, void> {
  const zNumberOf = zNumbers(db);
  const rowOfPayment = paymentRows(db, zNumberOf);
  const rowOfRefund = refundRows(db, zNumberOf);
  const refunds = readJournalRefunds(db, from, to);
  try {
    let next = refunds.next();
    for (const payment of readJournalPayments(db, from, to)) {
      for (; !next.done && next.value.body.startedAt < payment.body.startedAt; next = refunds.next())
        yield rowOfRefund(next.value);
      yield rowOfPayment(payment);
    }
    for (; !next.done; next = refunds.next()) yield rowOfRefund(next.value);
  } finally {
    refunds.return();
  }
}

/** How many rows `readExportRows` yields. */
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
