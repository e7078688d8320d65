/** The takings as the services read them. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import type { MoneyTaken } from '#domain/takings/takings.ts';
import { quarterOf } from '#domain/takings/quarter-hour.ts';
import type { Takings, TakingsJournal } from '#services/journal-ports.ts';
import { takenByRows } from './taken-by-rows.ts';
import { SUMS, WAIT_COLUMNS } from './takings-rows.ts';
import { takingsTables } from './takings-tables.ts';

const takings = { paidCount: z.int(), paid: z.int(), refundedCount: z.int(), refunded: z.int() };
const inQuarter = z.strictObject({ quarter: z.int(), ...takings });
const byCashier = z
  .strictObject({ person: z.string().nullable(), currency: z.string(), ...takings })
  .transform(({ person: text, ...sums }) => ({
    cashier: text === null ? null : person.parse(JSON.parse(text)),
    ...sums,
  }));
const ends = { started: z.int(), paid: z.int(), cancelled: z.int(), expired: z.int(), failed: z.int() };
const chargesRow = z.object(ends).catchall(z.int());
const rowSpan = z.strictObject({ first: z.int().nullable(), last: z.int().nullable() });

const SUMMED = `sum(takings.paid_count) AS paidCount, sum(takings.paid) AS paid,
  sum(takings.refunded_count) AS refundedCount, sum(takings.refunded) AS refunded`;
const ASKED = 'quarter >= ? AND quarter < ? AND currency = ?';

const NOTHING: Takings = { paidCount: 0, paid: 0, refundedCount: 0, refunded: 0 };

const sumOf = (money: readonly MoneyTaken[]): Takings =>
  money.reduce(
    (sum, one) => ({
      paidCount: sum.paidCount + one.paidCount,
      paid: sum.paid + one.paid,
      refundedCount: sum.refundedCount + one.refundedCount,
      refunded: sum.refunded + one.refunded,
    }),
    NOTHING,
  );

/** Statements are prepared once, here. */
export const takingsIn = (db: Database.Database): TakingsJournal => {
  const tables = takingsTables(db);
  const takenBy = takenByRows(db);
  const quarters = db.prepare<[number, number, string]>(
    `SELECT quarter, ${SUMMED} FROM takings WHERE ${ASKED} GROUP BY quarter ORDER BY quarter`,
  );
  const cashiers = db.prepare<[number, number]>(
    `SELECT person, currency, paidCount, paid, refundedCount, refunded FROM (
       SELECT cashier, currency, ${SUMMED} FROM takings WHERE quarter >= ? AND quarter < ? GROUP BY cashier, currency
     ) AS summed LEFT JOIN cashiers ON cashiers.id = summed.cashier
     ORDER BY paid - refunded DESC, summed.cashier`,
  );
  const rows = db.prepare<[number, string]>(
    'SELECT min(first_row) AS first, max(last_row) AS last FROM takings WHERE quarter = ? AND currency = ?',
  );
  const charges = db.prepare<[number, number]>(
    `SELECT ${SUMS.charges.map((name) => `coalesce(sum(${name}), 0) AS ${name}`).join(', ')}
     FROM charges WHERE quarter >= ? AND quarter < ?`,
  );
  return {
    takings: (from, to, currency) => z.array(inQuarter).parse(quarters.all(from, to, currency)),
    takingsByCashier: (from, to) => z.array(byCashier).parse(cashiers.all(from, to)),
    takingsWithin(from, to, currency) {
      const { first, last } = rowSpan.parse(rows.get(quarterOf(from), currency));
      if (first === null || last === null) return NOTHING;
      const within = takenBy(first, last).filter(({ at }) => at >= from && at < to);
      return sumOf(within.flatMap(({ taken }) => taken.money).filter((money) => money.currency === currency));
    },
    chargeEnds(from, to) {
      const row = chargesRow.parse(charges.get(from, to));
      const { started, paid, cancelled, expired, failed } = row;
      return { started, paid, cancelled, expired, failed, waits: WAIT_COLUMNS.map((name) => row[name] ?? 0) };
    },
    isAddedUp: () => tables.fromRow() === 1,
  };
};
