/** Takings by date. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import type { DateTakings } from '../views/find-views.ts';
import { counted } from '../views/counted.ts';
import { readStores } from './tills.ts';

/** Business dates, both included. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

const takings = z
  .object({
    date: z.string(),
    currency: z.string(),
    net: z.number(),
    paid_count: z.int(),
    refunded_count: z.int(),
  })
  .transform(({ paid_count, refunded_count, ...line }): DateTakings => ({
    ...line,
    paidCount: paid_count,
    refundedCount: refunded_count,
  }));

export const readTakings = async (
  statements: Statements,
  scope: Scope,
  { from, to }: DateRange,
): Promise<readonly DateTakings[]> => {
  const stores = counted(await readStores(statements, scope)).map(({ store }) => store);
  const rows = await statements.query(
    `SELECT d.date, d.currency, sum(d.paid) - sum(d.refunded) AS net, sum(d.paid_count) AS paid_count,
       sum(d.refunded_count) AS refunded_count
     FROM station_days d JOIN stations s ON s.station = d.station
     WHERE d.date >= $2 AND d.date <= $3 AND s.store = ANY($1::text[])
     GROUP BY d.date, d.currency ORDER BY d.date, d.currency`,
    [stores, from, to],
  );
  return rows.map((row) => takings.parse(row));
};
