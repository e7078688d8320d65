import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Refund } from '#domain/refund/refund.ts';
import { readRefund, writeRefund } from '#sqlite/rows/refund-rows.ts';

/** A refund with its running number in this journal (1, 2, 3 …) and the row that said last where it stands. */
export interface JournalRefundRow {
  readonly refund: Refund;
  readonly number: number;
  readonly sequence: number;
  readonly hash: string;
}

const paymentRow = z
  .strictObject({ number: z.int(), body: z.string(), sequence: z.int(), hash: z.string() })
  .transform(({ body, ...row }): JournalRefundRow => ({ ...row, refund: readRefund(body) }));

const COLUMNS = [
  'reference',
  'number',
  'payment_reference',
  'state',
  'started_at',
  'changed_at',
  'amount',
  'currency',
  'gateway_id',
  'body',
  'sequence',
  'hash',
] as const;

const BOOKED = 'SELECT number, body, sequence, hash FROM refunds';

const columnsOf = ({ refund, number, sequence, hash }: JournalRefundRow) =>
  ({
    reference: refund.reference,
    number,
    payment_reference: refund.paymentReference,
    state: refund.state,
    started_at: refund.startedAt,
    changed_at: refund.changedAt,
    amount: refund.amount,
    currency: refund.currency,
    gateway_id: refund.gateway?.id ?? null,
    body: writeRefund(refund),
    sequence,
    hash,
  }) satisfies Record<(typeof COLUMNS)[number], string | number | null>;

export interface RefundsTable {
  /** Adds a refund that is not there yet; the table refuses one that exceeds what is left of its payment. */
  add(booked: JournalRefundRow): void;
  /** Moves one that is there. */
  move(booked: JournalRefundRow): void;
  clear(): void;
  get(reference: string): JournalRefundRow | undefined;
  /** Whether the table holds exactly this, byte for byte. */
  holds(booked: JournalRefundRow): boolean;
  /** The highest running number; 0 before the first refund. */
  lastNumber(): number;
  ofPayment(paymentReference: string): readonly Refund[];
  between(from: number, to: number): readonly Refund[];
  unfinished(watchedSince: number): readonly Refund[];
}

/** Refunds started in [from, to), oldest first, one at a time. Epoch ms. */
export function* readJournalRefunds(
  db: Database.Database,
  from: number,
  to: number,
): Generator<JournalRefundRow, void> {
  const rows = db
    .prepare<[number, number]>(
      `${BOOKED} WHERE started_at >= ? AND started_at < ? ORDER BY started_at, number`,
    )
    .iterate(from, to);
  for (const row of rows) yield paymentRow.parse(row);
}

/** What the refunds' events add up to, kept for asking; statements are prepared once, here. */
export const refundsTable = (db: Database.Database): RefundsTable => {
  const add = db.prepare(
    `INSERT INTO refunds (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})`,
  );
  const move = db.prepare(
    `UPDATE refunds SET ${COLUMNS.map((name) => `${name} = @${name}`).join(', ')} WHERE reference = @reference`,
  );
  const clear = db.prepare('DELETE FROM refunds');
  const get = db.prepare<[string]>(`${BOOKED} WHERE reference = ?`);
  const same = db.prepare(
    `SELECT 1 FROM refunds WHERE ${COLUMNS.map((name) => `${name} IS @${name}`).join(' AND ')}`,
  );
  const lastNumber = db.prepare('SELECT coalesce(max(number), 0) FROM refunds').pluck();
  const ofPayment = db.prepare<[string]>(`${BOOKED} WHERE payment_reference = ? ORDER BY number`);
  const between = db.prepare<[{ from: number; to: number }]>(
    `${BOOKED} WHERE (started_at >= @from AND started_at < @to) OR (changed_at >= @from AND changed_at < @to)
     ORDER BY number`,
  );
  const unfinished = db.prepare<[number]>(
    `${BOOKED} WHERE state <> 'refunded' AND (state <> 'failed' OR changed_at >= ?) ORDER BY number`,
  );
  const refunds = (rows: readonly unknown[]): readonly Refund[] =>
    z
      .array(paymentRow)
      .parse(rows)
      .map((row) => row.refund);
  return {
    add: (booked) => void add.run(columnsOf(booked)),
    move: (booked) => void move.run(columnsOf(booked)),
    clear: () => void clear.run(),
    get: (reference) => paymentRow.optional().parse(get.get(reference)),
    holds: (booked) => same.get(columnsOf(booked)) !== undefined,
    lastNumber: () => z.int().parse(lastNumber.get()),
    ofPayment: (paymentReference) => refunds(ofPayment.all(paymentReference)),
    between: (from, to) => refunds(between.all({ from, to })),
    unfinished: (watchedSince) => refunds(unfinished.all(watchedSince)),
  };
};
