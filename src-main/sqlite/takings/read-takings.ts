/** The takings as the services read them. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import type { WithWholeDays } from '#domain/takings/quarter-hour.ts';
import { IN_DAY, IN_HOUR, QUARTER_HOUR_MS, quarterOf, withWholeDays } from '#domain/takings/quarter-hour.ts';
import type { Takings, TakingsJournal } from '#services/journal-ports.ts';
import { takenByRows } from './taken-by-rows.ts';
import { CHARGES_COLUMNS, WAIT_COLUMNS } from './takings-rows.ts';
import { takingsTables } from './takings-tables.ts';

const takings = { paidCount: z.int(), paid: z.int(), refundedCount: z.int(), refunded: z.int() };
const inStep = z.strictObject({ quarter: z.int(), ...takings });
const byCashier = z
  .strictObject({ person: z.string().nullable(), currency: z.string(), ...takings })
  .transform(({ person: text, ...sums }) => ({
    cashier: text === null ? null : person.parse(JSON.parse(text)),
    ...sums,
  }));
const ends = { started: z.int(), paid: z.int(), cancelled: z.int(), expired: z.int(), failed: z.int() };
const chargesRow = z.object(ends).catchall(z.int());
const rowSpan = z.strictObject({ first: z.int().nullable(), last: z.int().nullable() });

const SUMS = `sum(paid_count) AS paidCount, sum(paid) AS paid,
  sum(refunded_count) AS refundedCount, sum(refunded) AS refunded`;

const MONEY = 'cashier, currency, paid_count, paid, refunded_count, refunded';

/** Quarter hours [from, to); whole days of UTC are read from the daily sums. */
const inWholeDays = (columns: string, table: 'takings' | 'charges'): string => `
  SELECT ${columns} FROM ${table} WHERE quarter >= @from AND quarter < @first
  UNION ALL SELECT ${columns} FROM ${table}_by_day WHERE day >= @first / ${IN_DAY} AND day < @last / ${IN_DAY}
  UNION ALL SELECT ${columns} FROM ${table} WHERE quarter >= @last AND quarter < @to`;

/** Sums by step, each under the quarter hour it begins with. */
const BY_STEP = {
  quarter: `SELECT quarter, ${SUMS} FROM takings WHERE quarter >= ? AND quarter < ? AND currency = ?
    GROUP BY quarter ORDER BY quarter`,
  hour: `SELECT hour * ${IN_HOUR} AS quarter, paid_count AS paidCount, paid, refunded_count AS refundedCount, refunded
    FROM takings_by_hour WHERE hour >= ? / ${IN_HOUR} AND hour < ? / ${IN_HOUR} AND currency = ? ORDER BY hour`,
} as const;

/**
 * More rows than any till writes in a quarter hour. A refund that was made elsewhere and imported days later is dated by
 * the gateway, so that the rows of its quarter hour lie days apart.
 */
const MAX_READ = 1_000;

const NOTHING: Takings = { paidCount: 0, paid: 0, refundedCount: 0, refunded: 0 };

const sumOf = (money: readonly Takings[]): Takings =>
  money.reduce(
    (sum, one) => ({
      paidCount: sum.paidCount + one.paidCount,
      paid: sum.paid + one.paid,
      refundedCount: sum.refundedCount + one.refundedCount,
      refunded: sum.refunded + one.refunded,
    }),
    NOTHING,
  );

/** As if the quarter hour's takings had come evenly. */
const shareOf = (quarter: Takings, from: number, to: number): Takings => {
  const part = (sum: number): number => Math.round((sum * (to - from)) / QUARTER_HOUR_MS);
  return {
    paidCount: part(quarter.paidCount),
    paid: part(quarter.paid),
    refundedCount: part(quarter.refundedCount),
    refunded: part(quarter.refunded),
  };
};

/** Statements are prepared once, here. */
export const takingsIn = (db: Database.Database): TakingsJournal => {
  const tables = takingsTables(db);
  // One that cannot be read would otherwise keep everything that is shown beside it from being read.
  const takenBy = takenByRows(db, () => undefined);
  const bySteps = {
    quarter: db.prepare<[number, number, string]>(BY_STEP.quarter),
    hour: db.prepare<[number, number, string]>(BY_STEP.hour),
  };
  const cashiers = db.prepare<[WithWholeDays]>(
    `SELECT person, currency, paidCount, paid, refundedCount, refunded FROM (
       SELECT cashier, currency, ${SUMS} FROM (${inWholeDays(MONEY, 'takings')}) GROUP BY cashier, currency
     ) AS summed LEFT JOIN cashiers ON cashiers.id = summed.cashier
     ORDER BY paid - refunded DESC, summed.cashier`,
  );
  const rows = db.prepare<[number, string]>(
    'SELECT min(first_row) AS first, max(last_row) AS last FROM takings WHERE quarter = ? AND currency = ?',
  );
  const charges = db.prepare<[WithWholeDays]>(
    `SELECT ${CHARGES_COLUMNS.map((name) => `coalesce(sum(${name}), 0) AS ${name}`).join(', ')}
     FROM (${inWholeDays(CHARGES_COLUMNS.join(', '), 'charges')})`,
  );
  const inQuarter = (quarter: number, currency: string): Takings =>
    sumOf(z.array(inStep).parse(bySteps.quarter.all(quarter, quarter + 1, currency)));
  return {
    takings: (from, to, currency, step) => z.array(inStep).parse(bySteps[step].all(from, to, currency)),
    takingsByCashier: (from, to) => z.array(byCashier).parse(cashiers.all(withWholeDays(from, to))),
    takingsWithin(from, to, currency) {
      const { first, last } = rowSpan.parse(rows.get(quarterOf(from), currency));
      if (first === null || last === null) return NOTHING;
      if (last - first >= MAX_READ) return shareOf(inQuarter(quarterOf(from), currency), from, to);
      const within = takenBy(first, last).filter(({ at }) => at >= from && at < to);
      return sumOf(within.flatMap(({ taken }) => taken.money).filter((money) => money.currency === currency));
    },
    chargeEnds(from, to) {
      const row = chargesRow.parse(charges.get(withWholeDays(from, to)));
      const { started, paid, cancelled, expired, failed } = row;
      return { started, paid, cancelled, expired, failed, waits: WAIT_COLUMNS.map((name) => row[name] ?? 0) };
    },
    isAddedUp: () => tables.fromRow() === 1,
  };
};
