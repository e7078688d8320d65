/** Payments and refunds for an export, one at a time. */
import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Hundredths, Money } from '#domain/money.ts';
import { isSameMoney } from '#domain/money.ts';
import { advance } from '#domain/payment/advance.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal, moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { hasRefundEnded } from '#domain/refund/refund.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import type { Step } from '#domain/story/fold.ts';
import { fold } from '#domain/story/fold.ts';
import type { StoryState } from '#domain/story/story.ts';
import { eventsTable } from './events-table.ts';
import type { JournalPaymentRow } from './payments-table.ts';
import { paymentsTable, readJournalPayments } from './payments-table.ts';
import type { JournalRefundRow } from './refunds-table.ts';
import { readJournalRefunds } from './refunds-table.ts';

/** Schemas are made once: making one takes ten times as long as it takes to check a number with it. */
const sum = z.int();

interface ExportFacts {
  /** The payment itself, or the one that the refund belongs to. */
  readonly payment: Payment;
  readonly number: number;
  readonly sequence: number;
  readonly hash: string;
  /** The Z that covers its end; null while it has not ended, or no Z covers that yet. */
  readonly zNumber: number | null;
}

export type ExportRow =
  | (ExportFacts & { readonly record: 'payment'; readonly story: Payment; readonly refunded: Hundredths })
  | (ExportFacts & { readonly record: 'refund'; readonly story: Refund });

/** Zs are numbered 1, 2, 3 … and cover every row before them, so a row's Z is one more than the Zs before it. */
const zNumbers = (db: Database.Database): ((sequence: number) => number | null) => {
  const query = `SELECT sequence FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'day-closed' ORDER BY sequence`;
  const zs = z.array(z.int()).parse(db.prepare(query).pluck().all());
  return (sequence) => {
    let [low, high] = [0, zs.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((zs[middle] ?? sequence) < sequence) low = middle + 1;
      else high = middle;
    }
    return low < zs.length ? low + 1 : null;
  };
};

/** The last row that changed the state or the money. */
const lastMove = <S extends StoryState>(
  steps: Iterable<Step<S, { readonly sequence: number }>>,
  moneyIn: (state: S) => Money,
): number => {
  let last = 0;
  for (const { before, after, row } of steps) {
    const isSame = before && after && before.state === after.state;
    if (!isSame || !isSameMoney(moneyIn(before), moneyIn(after))) last = row.sequence;
  }
  return last;
};

const paymentRows = (db: Database.Database, zNumberAt: (sequence: number) => number | null) => {
  const refunded = db
    .prepare<[string]>(
      "SELECT coalesce(sum(amount), 0) FROM refunds WHERE payment_reference = ? AND state = 'refunded'",
    )
    .pluck();
  const events = eventsTable(db);
  /** More rows may follow its end: a person accepts it, or the gateway confirms what was settled by hand. */
  const endOf = ({ body: payment, sequence }: JournalPaymentRow): number => {
    const mayHaveMore = payment.byHand !== undefined || (payment.state === 'paid' && payment.lateAccepted);
    return mayHaveMore ? lastMove(fold(advance, events.story(payment.reference)), moneyOf) : sequence;
  };
  return (row: JournalPaymentRow): ExportRow => {
    const { body: payment, number, sequence, hash } = row;
    return {
      record: 'payment',
      story: payment,
      payment,
      number,
      sequence,
      hash,
      refunded: sum.parse(refunded.get(payment.reference)),
      zNumber: isFinal(payment) ? zNumberAt(endOf(row)) : null,
    };
  };
};

const refundRows = (db: Database.Database, zNumberAt: (sequence: number) => number | null) => {
  const payments = paymentsTable(db);
  const events = eventsTable(db);
  const endOf = ({ body: refund, sequence }: JournalRefundRow): number =>
    refund.byHand
      ? lastMove(fold(advanceRefund, events.refundStory(refund.reference)), (one) => one)
      : sequence;
  return (row: JournalRefundRow): ExportRow => {
    const { body: refund, number, sequence, hash } = row;
    const payment = payments.get(refund.paymentReference)?.body;
    if (!payment) throw new Error(`The payment of the refund ${refund.reference} is not in the journal.`);
    const zNumber = hasRefundEnded(refund) ? zNumberAt(endOf(row)) : null;
    return { record: 'refund', story: refund, payment, number, sequence, hash, zNumber };
  };
};

/** Started in [from, to), epoch ms, oldest first; of the same moment payments first, then by their numbers. */
export function* readExportRows(db: Database.Database, from: number, to: number): Generator<ExportRow, void> {
  const zNumberAt = zNumbers(db);
  const rowOfPayment = paymentRows(db, zNumberAt);
  const rowOfRefund = refundRows(db, zNumberAt);
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

/** How many rows `readExportRows` gives. */
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
