/**
 * The money that rows moved, and the sums of it by hour: computed anew for every date that is touched, never added to, so that
 * a batch that comes twice or late heals instead of doubling.
 */
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Statements } from '../database/database.ts';
import { indexed, insertInto } from '../database/insert.ts';
import type { Closed, Moved } from './told-by-rows.ts';

const insertMoves = insertInto({
  table: 'moves',
  columns: {
    sequence: 'bigint',
    part: 'bigint',
    at: 'bigint',
    date: 'text',
    hour: 'bigint',
    kind: 'text',
    currency: 'text',
    count: 'bigint',
    amount: 'bigint',
  },
  onConflict: { key: ['station', 'sequence', 'part'], update: [] },
});

const partsOf = ({ sequence, at, money }: Moved, days: BusinessDays) =>
  money.map(({ paid, paidCount, refunded, refundedCount, currency }, part) => {
    const [kind, count, amount] =
      paidCount === 0 ? ['refunded', refundedCount, refunded] : ['paid', paidCount, paid];
    const [date, hour] = [days.dateOf(at), days.hourOf(at)];
    return { sequence, part, at, date, hour, kind, currency: indexed(currency), count, amount };
  });

/** None of these ever goes, so neither does an hour. */
const SUM_UP = `INSERT INTO hours (station, date, hour, currency, paid, paid_count, refunded, refunded_count)
  SELECT station, date, hour, currency,
    sum(CASE kind WHEN 'paid' THEN amount ELSE 0 END), sum(CASE kind WHEN 'paid' THEN count ELSE 0 END),
    sum(CASE kind WHEN 'refunded' THEN amount ELSE 0 END), sum(CASE kind WHEN 'refunded' THEN count ELSE 0 END)
  FROM moves WHERE station = $1 AND date = ANY($2) GROUP BY station, date, hour, currency
  ON CONFLICT (station, date, hour, currency) DO UPDATE SET
    paid = excluded.paid, paid_count = excluded.paid_count,
    refunded = excluded.refunded, refunded_count = excluded.refunded_count`;

export const writeMoves = async (
  statements: Statements,
  station: string,
  moved: readonly Moved[],
  days: BusinessDays,
): Promise<void> => {
  const moves = moved.flatMap((one) => partsOf(one, days));
  if (moves.length === 0) return;
  await insertMoves(statements, station, moves);
  await statements.query(SUM_UP, [station, [...new Set(moves.map(({ date }) => date))]]);
};

/** How the charges that began on these dates have ended by now. */
export const countOutcomes = async (
  { query }: Statements,
  station: string,
  dates: readonly string[],
): Promise<void> => {
  if (dates.length === 0) return;
  await query('DELETE FROM outcomes WHERE station = $1 AND date = ANY($2)', [station, dates]);
  await query(
    `INSERT INTO outcomes (station, date, ended, count)
     SELECT station, date, coalesce(ended, ''), count(*) FROM payments
     WHERE station = $1 AND date = ANY($2) GROUP BY station, date, coalesce(ended, '')`,
    [station, dates],
  );
};

const insertDays = insertInto({
  table: 'days',
  columns: { number: 'bigint', sequence: 'bigint', date: 'text', closed_at: 'bigint', net: 'text' },
  onConflict: { key: ['station', 'number'], update: ['sequence', 'date', 'closed_at', 'net'] },
});

export const writeDays = (
  statements: Statements,
  station: string,
  closed: readonly Closed[],
): Promise<void> =>
  insertDays(
    statements,
    station,
    closed.map(({ sequence, at, day }) => ({
      number: day.number,
      sequence,
      date: day.date,
      closed_at: at,
      net: JSON.stringify(day.report.net),
    })),
  );
