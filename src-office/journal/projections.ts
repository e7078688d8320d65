/** The tables of payments and refunds: what their events add up to. */
import { z } from 'zod';
import { endOf } from '#domain/day/ends-of.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { readReference } from '#domain/payment/reference.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { hasRefundEnded } from '#domain/refund/refund.ts';
import { readPayment, writePayment } from '#domain/stored/payment-rows.ts';
import { readRefund, writeRefund } from '#domain/stored/refund-rows.ts';
import type { Statements } from '../database/database.ts';
import { indexed, insertInto } from '../database/insert.ts';
import type { Before, Told } from './stories.ts';

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

/** What changes with a later event. The date stays, or sums of the date before would have to be computed anew, too. */
const CHANGING = ['state', 'ended', 'changed_at', 'gateway_id', 'sequence', 'body'] as const;

const KEY = ['station', 'reference'] as const;

const insertPayments = insertInto({
  table: 'payments',
  columns: { ...COMMON, order_reference: 'text', method_id: 'text' },
  onConflict: { key: KEY, update: [...CHANGING, 'method_id'] },
});

const insertRefunds = insertInto({
  table: 'refunds',
  columns: { ...COMMON, payment_reference: 'text' },
  onConflict: { key: KEY, update: CHANGING },
});

const maybe = (text: string | null | undefined): string | null => (text ? indexed(text) : null);

/** `date`: the business date on which it began. */
export interface Dated<S> extends Told<S> {
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
  statements: Statements,
  station: string,
  payments: readonly Dated<Payment>[],
): Promise<void> =>
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
  statements: Statements,
  station: string,
  refunds: readonly Dated<Refund>[],
): Promise<void> =>
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

interface Asked {
  readonly station: string;
  readonly references: readonly string[];
  readonly last: number;
  readonly lost: number | undefined;
  /** Whether numbers may be asked for that are not simply the next: once rows were lost. */
  readonly hasLost: boolean;
}

/** What was there before, and the dates on which it began. */
export interface Loaded<S> extends Before<S> {
  readonly dates: ReadonlyMap<string, string>;
}

const loadFrom =
  <S>(table: 'payments' | 'refunds', read: (body: string) => S) =>
  async ({ query }: Statements, { station, references, last, lost, hasLost }: Asked): Promise<Loaded<S>> => {
    const nothing = { states: new Map(), dates: new Map(), numbers: new Set<number>(), last, lost };
    if (references.length === 0) return nothing;
    const rows = found.parse(
      await query(
        `SELECT reference, number, sequence, date, body FROM ${table} WHERE station = $1 AND reference = ANY($2)`,
        [station, references],
      ),
    );
    const own = hasLost ? references.map((reference) => readReference(reference)?.number ?? 0) : [];
    const taken =
      own.length === 0
        ? []
        : numbers.parse(
            await query(`SELECT number FROM ${table} WHERE station = $1 AND number = ANY($2)`, [
              station,
              own,
            ]),
          );
    return {
      ...nothing,
      states: new Map(
        rows.map(({ reference, number, sequence, body }) => [
          reference,
          { state: read(body), number, sequence },
        ]),
      ),
      dates: new Map(rows.map(({ reference, date }) => [reference, date])),
      numbers: new Set(taken.map(({ number }) => number)),
    };
  };

export const loadPayments = loadFrom('payments', (body) => readPayment(body, null));
export const loadRefunds = loadFrom('refunds', (body) => readRefund(body, null));
