/** Compares what the office has with what the tills have. */
import type { Head } from '#domain/journal/chained-row.ts';
import type { Database } from '../../../src-office/database/database.ts';

/** What a till wrote in a run. */
export interface TillBook {
  readonly station: string;
  readonly head: Head;
  readonly rows: number;
  readonly payments: number;
  readonly sums: {
    readonly paid: number;
    readonly paidCount: number;
    readonly refunded: number;
    readonly refundedCount: number;
  };
}

type Count = 'rows' | 'payments' | 'paid' | 'paid_count' | 'refunded' | 'refunded_count';

type OfficeBook = Readonly<Record<Count, number> & { head_hash: string }>;
/** By station. */
export type OfficeBooks = ReadonlyMap<string, OfficeBook>;

export const NO_BOOKS: OfficeBooks = new Map();

const NOTHING: OfficeBook = {
  rows: 0,
  payments: 0,
  paid: 0,
  paid_count: 0,
  refunded: 0,
  refunded_count: 0,
  head_hash: '',
};

const READ = [
  'SELECT station, head_hash FROM stations',
  'SELECT station, count(*) AS rows FROM events GROUP BY station',
  'SELECT station, count(*) AS payments FROM payments GROUP BY station',
  `SELECT station, sum(paid) AS paid, sum(paid_count) AS paid_count, sum(refunded) AS refunded,
     sum(refunded_count) AS refunded_count FROM station_days GROUP BY station`,
];

export const readBooks = async (database: Database): Promise<OfficeBooks> => {
  const books = new Map<string, OfficeBook>();
  for (const sql of READ)
    for (const { station, ...row } of await database.query(sql)) {
      const name = String(station);
      books.set(name, { ...(books.get(name) ?? NOTHING), ...row });
    }
  return books;
};

export interface Compared {
  readonly events: number;
  readonly payments: number;
  readonly lost: number;
  readonly doubled: number;
  /** Tills for which a sum, a count or the end of the journal differs. */
  readonly different: number;
}

/** `before`: what the office already had when the tills began to write. */
export const compareBooks = (
  before: OfficeBooks,
  after: OfficeBooks,
  tills: readonly TillBook[],
): Compared => {
  const news = (station: string, count: Count): number =>
    (after.get(station) ?? NOTHING)[count] - (before.get(station) ?? NOTHING)[count];
  const missing = tills.map(({ station, rows }) => rows - news(station, 'rows'));
  const isDifferent = ({ station, head, payments, sums }: TillBook): boolean =>
    after.get(station)?.head_hash !== head.hash ||
    news(station, 'payments') !== payments ||
    news(station, 'paid') !== sums.paid ||
    news(station, 'paid_count') !== sums.paidCount ||
    news(station, 'refunded') !== sums.refunded ||
    news(station, 'refunded_count') !== sums.refundedCount;
  const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
  return {
    events: total(tills.map(({ rows }) => rows)),
    payments: total(tills.map(({ payments }) => payments)),
    lost: total(missing.map((rows) => Math.max(0, rows))),
    doubled: total(missing.map((rows) => Math.max(0, -rows))),
    different: tills.filter(isDifferent).length,
  };
};
