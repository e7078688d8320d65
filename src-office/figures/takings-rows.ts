/** What the hours' sums say of some dates, by store. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import { inScope } from './scope-sql.ts';

const hourRow = z.object({
  store: z.string(),
  date: z.string(),
  currency: z.string(),
  hour: z.int(),
  paid: z.int(),
  paid_count: z.int(),
  refunded: z.int(),
  refunded_count: z.int(),
});
export type HourRow = Readonly<z.infer<typeof hourRow>>;

export const readHours = async (
  statements: Statements,
  scope: Scope,
  dates: readonly string[],
): Promise<readonly HourRow[]> => {
  const rows = await statements.query(
    `SELECT s.store, h.date, h.currency, h.hour, sum(h.paid) AS paid, sum(h.paid_count) AS paid_count,
       sum(h.refunded) AS refunded, sum(h.refunded_count) AS refunded_count
     FROM hours h JOIN stations s ON s.station = h.station
     WHERE h.date = ANY($1::text[]) AND ${inScope(2)}
     GROUP BY s.store, h.date, h.currency, h.hour ORDER BY h.hour`,
    [dates, scope.stores],
  );
  return rows.map((one) => hourRow.parse(one));
};

const partRow = z.object({ store: z.string(), currency: z.string(), net: z.int() });
export type PartRow = Readonly<z.infer<typeof partRow>>;

export interface Part {
  readonly date: string;
  readonly hours: readonly number[];
  /** Epoch ms. */
  readonly until: number;
}

/** What came in within some hours of a date up to an instant: of these hours alone rows are looked at one by one. */
export const readPart = async (
  statements: Statements,
  scope: Scope,
  { date, hours, until }: Part,
): Promise<readonly PartRow[]> => {
  const rows = await statements.query(
    `SELECT s.store, m.currency, sum(CASE WHEN m.kind = 'paid' THEN m.amount ELSE -m.amount END) AS net
     FROM moves m JOIN stations s ON s.station = m.station
     WHERE m.date = $1 AND m.hour = ANY($2::bigint[]) AND m.at < $3 AND ${inScope(4)}
     GROUP BY s.store, m.currency`,
    [date, hours, until, scope.stores],
  );
  return rows.map((one) => partRow.parse(one));
};

const outcomeRow = z.object({ store: z.string(), date: z.string(), ended: z.string(), count: z.int() });
export type OutcomeRow = Readonly<z.infer<typeof outcomeRow>>;

export const readOutcomes = async (
  statements: Statements,
  scope: Scope,
  dates: readonly string[],
): Promise<readonly OutcomeRow[]> => {
  const rows = await statements.query(
    `SELECT s.store, o.date, o.ended, sum(o.count) AS count FROM outcomes o JOIN stations s ON s.station = o.station
     WHERE o.date = ANY($1::text[]) AND ${inScope(2)} GROUP BY s.store, o.date, o.ended`,
    [dates, scope.stores],
  );
  return rows.map((one) => outcomeRow.parse(one));
};
