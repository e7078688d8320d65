import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Payment } from '#domain/payment/payment.ts';
import { expiresAt, isFinal, isUnsettled } from '#domain/payment/payment.ts';
import type { JournalPayment } from '#services/journal-ports.ts';
import { readPayment, writePayment } from '#sqlite/rows/payment-rows.ts';

/** A payment with its running number in this journal (1, 2, 3 …). */
export interface JournalPaymentRow extends JournalPayment {
  readonly number: number;
}

const paymentRow = z
  .strictObject({ number: z.int(), body: z.string(), sequence: z.int(), hash: z.string() })
  .transform(({ body, ...row }): JournalPaymentRow => ({ ...row, payment: readPayment(body) }));

const COLUMNS = [
  'reference',
  'number',
  'state',
  'started_at',
  'changed_at',
  'amount',
  'currency',
  'gateway_id',
  'wallet_number',
  'order_reference',
  'final',
  'watched_from',
  'body',
  'sequence',
  'hash',
] as const;

/** As many as a person looks through. */
const MOST_FOUND = 50;

const BOOKED = 'SELECT number, body, sequence, hash FROM payments';

/**
 * A late success can come to a payment that ended without money and that the gateway knows. Money that a person must
 * settle is kept in sight for ever, until they do.
 */
const watchedFrom = (payment: Payment): number | null => {
  if (isUnsettled(payment)) return Number.MAX_SAFE_INTEGER;
  return isFinal(payment) && payment.state !== 'paid' && payment.gateway !== null
    ? Math.max(expiresAt(payment), payment.changedAt)
    : null;
};

const columnsOf = ({ payment, number, sequence, hash }: JournalPaymentRow) =>
  ({
    reference: payment.reference,
    number,
    state: payment.state,
    started_at: payment.startedAt,
    changed_at: payment.changedAt,
    amount: payment.amount,
    currency: payment.currency,
    gateway_id: payment.gateway?.id ?? null,
    wallet_number: payment.gateway?.methodTransactionId ?? null,
    order_reference: payment.orderReference === '' ? null : payment.orderReference,
    final: isFinal(payment) ? 1 : 0,
    watched_from: watchedFrom(payment),
    body: writePayment(payment),
    sequence,
    hash,
  }) satisfies Record<(typeof COLUMNS)[number], string | number | null>;

export interface PaymentsTable {
  put(booked: JournalPaymentRow): void;
  clear(): void;
  get(reference: string): JournalPaymentRow | undefined;
  /** The payment's running number. */
  numberOf(reference: string): number | undefined;
  /** Whether the table holds exactly this, byte for byte. */
  holds(booked: JournalPaymentRow): boolean;
  /** The highest running number; 0 before the first payment. */
  lastNumber(): number;
  unfinished(watchedSince: number): readonly Payment[];
  startedBetween(from: number, to: number): readonly Payment[];
  search(text: string, amount: number | null): readonly Payment[];
}

/** What the events add up to, kept for asking; statements are prepared once, here. */
export const paymentsTable = (db: Database.Database): PaymentsTable => {
  const put = db.prepare(
    `INSERT INTO payments (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})
     ON CONFLICT (reference) DO UPDATE SET ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  );
  const clear = db.prepare('DELETE FROM payments');
  const get = db.prepare<[string]>(`${BOOKED} WHERE reference = ?`);
  const numberOf = db.prepare<[string]>('SELECT number FROM payments WHERE reference = ?').pluck();
  const same = db.prepare(
    `SELECT 1 FROM payments WHERE ${COLUMNS.map((name) => `${name} IS @${name}`).join(' AND ')}`,
  );
  const lastNumber = db.prepare('SELECT coalesce(max(number), 0) FROM payments').pluck();
  const unfinished = db.prepare<[number]>(
    `${BOOKED} WHERE final = 0 UNION ALL ${BOOKED} WHERE watched_from >= ? ORDER BY number`,
  );
  const between = db.prepare<[number, number]>(
    `${BOOKED} WHERE started_at >= ? AND started_at < ? ORDER BY started_at DESC, number DESC`,
  );
  const search = db.prepare<[{ text: string; amount: number | null }]>(
    `${BOOKED} WHERE reference = @text OR gateway_id = @text OR wallet_number = @text OR order_reference = @text
       OR substr(reference, -8) = upper(@text) OR amount = @amount
       OR reference IN (SELECT payment_reference FROM refunds WHERE reference = @text)
     ORDER BY number DESC LIMIT ${MOST_FOUND}`,
  );
  const payments = (rows: readonly unknown[]): readonly Payment[] =>
    z
      .array(paymentRow)
      .parse(rows)
      .map((row) => row.payment);
  return {
    put: (booked) => void put.run(columnsOf(booked)),
    clear: () => void clear.run(),
    get: (reference) => paymentRow.optional().parse(get.get(reference)),
    numberOf: (reference) => z.int().optional().parse(numberOf.get(reference)),
    holds: (booked) => same.get(columnsOf(booked)) !== undefined,
    lastNumber: () => z.int().parse(lastNumber.get()),
    unfinished: (watchedSince) => payments(unfinished.all(watchedSince)),
    startedBetween: (from, to) => payments(between.all(from, to)),
    search: (text, amount) => payments(search.all({ text, amount })),
  };
};

/** Payments started in [from, to), oldest first, one at a time. Epoch ms. */
export function* readJournalPayments(
  db: Database.Database,
  from: number,
  to: number,
): Generator<JournalPaymentRow, void> {
  const rows = db
    .prepare<[number, number]>(
      `${BOOKED} WHERE started_at >= ? AND started_at < ? ORDER BY started_at, number`,
    )
    .iterate(from, to);
  for (const row of rows) yield paymentRow.parse(row);
}

/** The last payment started before `to` (epoch ms), if any. */
export const lastPaymentBefore = (db: Database.Database, to: number): JournalPaymentRow | undefined =>
  paymentRow
    .optional()
    .parse(
      db
        .prepare<[number]>(`${BOOKED} WHERE started_at < ? ORDER BY started_at DESC, number DESC LIMIT 1`)
        .get(to),
    );
