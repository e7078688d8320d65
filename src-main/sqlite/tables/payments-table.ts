import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { readReference } from '#domain/payment/reference.ts';
import { listedSince } from '#domain/payment/watched.ts';
import { readPayment, writePayment } from '#domain/stored/payment-rows.ts';
import type { OnUnreadable } from '#services/journal-ports.ts';
import { rethrow } from '#sqlite/rows/unreadable.ts';
import type { ProjectedRow, Projection, ProjectionOf } from './projection.ts';
import { projectionIn, readStarted, readStartedBefore, selectFrom } from './projection.ts';

export type JournalPaymentRow = ProjectedRow<Payment>;

const counted = z.int();

const PAYMENTS: ProjectionOf<Payment> = {
  table: 'payments',
  ownColumns: {
    final: (payment) => (isFinal(payment) ? 1 : 0),
    watched_from: listedSince,
  },
  read: readPayment,
  write: writePayment,
};

export interface PaymentsTable extends Projection<Payment> {
  find(reference: string, onUnreadable?: OnUnreadable): Payment | undefined;
  /** Those that need attention; see `needsAttention`. */
  unfinished(since: number, onUnreadable?: OnUnreadable): readonly Payment[];
  startedBetween(from: number, to: number, onUnreadable?: OnUnreadable): readonly Payment[];
  newestBetween(from: number, to: number, limit: number, onUnreadable?: OnUnreadable): readonly Payment[];
  countBetween(from: number, to: number): number;
  newest(limit: number): readonly Payment[];
}

/** Names both indexes: to get the rows already sorted, SQLite would otherwise read every payment ever made. */
const UNFINISHED = `SELECT * FROM (
    ${selectFrom('payments')} INDEXED BY payments_alive WHERE final = 0
    UNION ALL ${selectFrom('payments')} INDEXED BY payments_watched WHERE watched_from >= ?
  )`;

const BETWEEN = 'WHERE started_at >= ? AND started_at < ?';

/** The projection of payments: what their events add up to, kept for queries. */
export const paymentsTable = (db: Database.Database): PaymentsTable => {
  const payments = projectionIn(db, PAYMENTS);
  const unfinished = payments.readable('ORDER BY number', UNFINISHED);
  const found = payments.readable('WHERE reference = ?');
  const started = payments.readable(`${BETWEEN} ORDER BY started_at DESC, number DESC`);
  const newest = payments.readable(`${BETWEEN} ORDER BY started_at DESC, number DESC LIMIT ?`);
  const count = db.prepare<[number, number]>(`SELECT count(*) FROM payments ${BETWEEN}`).pluck();
  return {
    ...payments,
    find: (reference, onUnreadable = rethrow) => found(onUnreadable, reference)[0],
    unfinished: (since, onUnreadable = rethrow) => unfinished(onUnreadable, since),
    startedBetween: (from, to, onUnreadable = rethrow) => started(onUnreadable, from, to),
    newestBetween: (from, to, limit, onUnreadable = rethrow) => newest(onUnreadable, from, to, limit),
    countBetween: (from, to) => counted.parse(count.get(from, to)),
    newest: payments.query('ORDER BY started_at DESC, number DESC LIMIT ?'),
  };
};

const IMPORTED: PaymentEvent['type'] = 'found';

/** From the highest running number down. No state is read: one that cannot be would keep the till from opening. */
const NUMBERS = `SELECT reference, number, '${IMPORTED}' IS (
    SELECT type FROM events WHERE events.reference = payments.reference ORDER BY sequence LIMIT 1
  ) AS isImported FROM payments WHERE started_at <= ? ORDER BY number DESC`;
const numberRow = z.strictObject({ reference: z.string(), number: z.int(), isImported: z.literal([0, 1]) });

/**
 * See `Journal.highestNumber`. A payment that began here has a higher number than all before it, so only a payment
 * imported since can have a higher one.
 */
export const highestNumberIn = (db: Database.Database, startedUntil: number): number => {
  let last = 0;
  for (const row of db.prepare<[number]>(NUMBERS).iterate(startedUntil)) {
    const { reference, number, isImported } = numberRow.parse(row);
    last = Math.max(last, number, readReference(reference)?.number ?? 0);
    if (!isImported) break;
  }
  return last;
};

/** Payments started in [from, to), oldest first, one at a time. Epoch ms. */
export const readJournalPayments = (
  db: Database.Database,
  from: number,
  to: number,
  onUnreadable: OnUnreadable = rethrow,
): Generator<JournalPaymentRow, void> => readStarted(db, PAYMENTS, from, to, onUnreadable);

/** The last payment started before `to` (epoch ms) that can be read, if any. */
export const lastPaymentBefore = (db: Database.Database, to: number): Payment | undefined => {
  const [last] = readStartedBefore(db, PAYMENTS, to, () => undefined);
  return last?.body;
};
