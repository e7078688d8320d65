/** What the office has beside what the tills have. */
import type { Database } from '../../../src-office/database/database.ts';
import type { EnrolledTill } from './enrolled.ts';

export interface Compared {
  readonly events: number;
  readonly payments: number;
  readonly lost: number;
  readonly doubled: number;
  /** Tills of which a sum, a count or the end of the journal differs. */
  readonly different: number;
}

const rowsOf = async (database: Database, sql: string) =>
  new Map((await database.query(sql)).map((row) => [String(row['station']), row]));

export const compareBooks = async (database: Database, tills: readonly EnrolledTill[]): Promise<Compared> => {
  const heads = await rowsOf(database, 'SELECT station, head_sequence, head_hash FROM stations');
  const events = await rowsOf(database, 'SELECT station, count(*) AS n FROM events GROUP BY station');
  const payments = await rowsOf(database, 'SELECT station, count(*) AS n FROM payments GROUP BY station');
  const sums = await rowsOf(
    database,
    `SELECT station, sum(paid) AS paid, sum(paid_count) AS paid_count, sum(refunded) AS refunded,
       sum(refunded_count) AS refunded_count FROM station_days GROUP BY station`,
  );
  const number = (row: Readonly<Record<string, unknown>> | undefined, name: string): number =>
    Number(row?.[name] ?? 0);
  const missing = tills.map(({ station, till }) => till.head.sequence - number(events.get(station), 'n'));
  const isDifferent = ({ station, till }: EnrolledTill): boolean =>
    heads.get(station)?.['head_hash'] !== till.head.hash ||
    number(payments.get(station), 'n') !== till.payments ||
    number(sums.get(station), 'paid') !== till.sums.paid ||
    number(sums.get(station), 'paid_count') !== till.sums.paidCount ||
    number(sums.get(station), 'refunded') !== till.sums.refunded ||
    number(sums.get(station), 'refunded_count') !== till.sums.refundedCount;
  const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
  return {
    events: total(tills.map(({ till }) => till.head.sequence)),
    payments: total(tills.map(({ till }) => till.payments)),
    lost: total(missing.map((rows) => Math.max(0, rows))),
    doubled: total(missing.map((rows) => Math.max(0, -rows))),
    different: tills.filter(isDifferent).length,
  };
};
