/** The money that rows moved, and the Zs. */
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Transaction } from '../../database/database.ts';
import { indexed, insertInto } from '../../database/insert.ts';
import type { Closed, Moved } from '../apply-rows.ts';

export const MOVES = {
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
} as const;
const insertMoves = insertInto(MOVES);

const partsOf = ({ sequence, at, money }: Moved, days: BusinessDays) =>
  money.map(({ paid, paidCount, refunded, refundedCount, currency }, part) => {
    const [kind, count, amount] =
      paidCount === 0 ? ['refunded', refundedCount, refunded] : ['paid', paidCount, paid];
    const [date, hour] = [days.dateOf(at), days.hourOf(at)];
    return { sequence, part, at, date, hour, kind, currency: indexed(currency), count, amount };
  });

/** Returns the dates on which money moved. */
export const writeMoves = (
  statements: Transaction,
  station: string,
  moved: readonly Moved[],
  days: BusinessDays,
): readonly string[] => {
  const moves = moved.flatMap((one) => partsOf(one, days));
  insertMoves(statements, station, moves);
  return [...new Set(moves.map(({ date }) => date))];
};

export const DAYS = {
  table: 'days',
  columns: { number: 'bigint', sequence: 'bigint', date: 'text', closed_at: 'bigint', net: 'text' },
  onConflict: { key: ['station', 'number'], update: ['sequence', 'date', 'closed_at', 'net'] },
} as const;
const insertDays = insertInto(DAYS);

export const writeDays = (statements: Transaction, station: string, closed: readonly Closed[]): void =>
  insertDays(
    statements,
    station,
    // No till writes a number twice; if one did, its rows must still reach the office.
    [...new Map(closed.map((one) => [one.day.number, one])).values()].map(({ sequence, at, day }) => ({
      number: day.number,
      sequence,
      date: day.date,
      closed_at: at,
      net: JSON.stringify(day.report.net),
    })),
  );
