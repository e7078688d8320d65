/** The tables of payments and refunds: what their events add up to. */
import { z } from 'zod';
import { endOf } from '#domain/day/ends-of.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { readReference } from '#domain/payment/reference.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { hasRefundEnded } from '#domain/refund/refund.ts';
import { readPayment, writePayment } from '#domain/stored/payment-rows.ts';
import { readRefund, writeRefund } from '#domain/stored/refund-rows.ts';
import type { Statements, Transaction } from '../database/database.ts';
import { indexed, insertInto } from '../database/insert.ts';
import type { Snapshot } from './stories.ts';

const COMMON = {
  reference: 'text',
  number: 'bigint',
  state: 'text',
  ended: 'text',
  started_at: 'bigint',
  changed_at: 'bigint',
  date: 'text',
  amount: 'bigint',
  currency: 'text',
  gateway_id: 'text',
  cashier: 'text',
  sequence: 'bigint',
  body: 'text',
} as const;

/**
 * The columns that a later event changes. The date stays; otherwise the sums of the former date would have to be
 * recomputed too.
 */
const CHANGING = ['state', 'ended', 'changed_at', 'gateway_id', 'sequence', 'body'] as const;

const KEY = ['station', 'reference'] as const;

export const PAYMENTS = {
  table: 'payments',
  columns: { ...COMMON, order_reference: 'text', method_id: 'text' },
  onConflict: { key: KEY, update: [...CHANGING, 'method_id'] },
} as const;
const insertPayments = insertInto(PAYMENTS);

export const REFUNDS = {
  table: 'refunds',
  columns: { ...COMMON, payment_reference: 'text' },
  onConflict: { key: KEY, update: CHANGING },
} as const;
const insertRefunds = insertInto(REFUNDS);

const maybe = (text: string | null | undefined): string | null => (text ? indexed(text) : null);

/** `date`: the business date on which it began. */
export interface Dated<S> extends Snapshot<S> {
  readonly date: string;
}

const common = ({ state, number, sequence, date }: Dated<Payment | Refund>) => ({
  reference: state.reference,
  number,
  state: state.state,
  started_at: state.startedAt,
  changed_at: state.changedAt,
  date,
  amount: state.amount,
  currency: indexed(state.currency),
  gateway_id: maybe(state.gateway?.id),
  sequence,
});

export const writePayments = (
  statements: Transaction,
  station: string,
  payments: readonly Dated<Payment>[],
): void =>
  insertPayments(
    statements,
    station,
    payments.map((one) => ({
      ...common(one),
      ended: endOf(one.state),
      order_reference: indexed(one.state.orderReference),
      method_id: maybe(one.state.gateway?.methodTransactionId),
      cashier: maybe(one.state.cashier?.name),
      body: writePayment(one.state, null),
    })),
  );

export const writeRefunds = (
  statements: Transaction,
  station: string,
  refunds: readonly Dated<Refund>[],
): void =>
  insertRefunds(
    statements,
    station,
    refunds.map((one) => ({
      ...common(one),
      ended: hasRefundEnded(one.state) ? one.state.state : null,
      payment_reference: indexed(one.state.paymentReference),
      cashier: maybe(one.state.askedBy?.name),
      body: writeRefund(one.state, null),
    })),
  );

const found = z.array(
  z.strictObject({
    reference: z.string(),
    number: z.int(),
    sequence: z.int(),
    date: z.string(),
    body: z.string(),
  }),
);
const numbers = z.array(z.strictObject({ number: z.int() }));

/** The stored payments or refunds, and the dates on which they began. */
export interface Loaded<S> {
  readonly states: ReadonlyMap<string, Snapshot<S>>;
  readonly dates: ReadonlyMap<string, string>;
}

/** The list is in a subquery; otherwise PostgreSQL would re-plan for each list, which takes longer than the look-up. */
const loadFrom =
  <S>(table: 'payments' | 'refunds', read: (body: string) => S) =>
  async ({ query }: Statements, station: string, references: readonly string[]): Promise<Loaded<S>> => {
    if (references.length === 0) return { states: new Map(), dates: new Map() };
    const rows = found.parse(
      await query(
        `SELECT reference, number, sequence, date, body FROM ${table}
         WHERE station = $1 AND reference = ANY((SELECT $2::text[])::text[])`,
        [station, references],
      ),
    );
    return {
      states: new Map(
        rows.map(({ reference, number, sequence, body }) => [
          reference,
          { state: read(body), number, sequence },
        ]),
      ),
      dates: new Map(rows.map(({ reference, date }) => [reference, date])),
    };
  };

export const loadPayments = loadFrom('payments', (body) => readPayment(body, null));
export const loadRefunds = loadFrom('refunds', (body) => readRefund(body, null));

/** Those of the running numbers in these references that others already have. */
export const takenNumbers = async (
  { query }: Statements,
  table: 'payments' | 'refunds',
  station: string,
  references: readonly string[],
): Promise<ReadonlySet<number>> => {
  if (references.length === 0) return new Set();
  const named = references.map((reference) => readReference(reference)?.number ?? 0);
  const rows = await query(`SELECT number FROM ${table} WHERE station = $1 AND number = ANY($2)`, [
    station,
    named,
  ]);
  return new Set(numbers.parse(rows).map(({ number }) => number));
};
