/** Takings by date, and the Zs with those that are missing. */
import { z } from 'zod';
import type { Hundredths } from '#domain/money.ts';
import type { Statements } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import type { DateTakings, DayLine } from '../views/find-views.ts';
import { counted } from '../views/counted.ts';
import { grouped } from './grouped.ts';
import { inScope } from './scope-sql.ts';
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
    net: z.int(),
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

const day = z.object({
  date: z.string(),
  store: z.string(),
  station: z.string(),
  name: z.string(),
  number: z.int(),
  closed_at: z.int(),
  net: z.string(),
});

const nets = z.record(z.string(), z.int());

const readZs = async (
  statements: Statements,
  scope: Scope,
  { from, to }: DateRange,
): Promise<readonly DayLine[]> => {
  const rows = await statements.query(
    `SELECT d.date, s.store, s.station, s.name, d.number, d.closed_at, d.net
     FROM days d JOIN stations s ON s.station = d.station
     WHERE d.date >= $2 AND d.date <= $3 AND ${inScope(1)}`,
    [scope.stores, from, to],
  );
  return rows
    .map((row) => day.parse(row))
    .map(({ name, number, closed_at, net, ...line }) => ({
      ...line,
      stationName: name,
      z: number,
      closedAt: closed_at,
      net: nets.parse(JSON.parse(net)),
    }));
};

const missing = z.object({
  date: z.string(),
  store: z.string(),
  station: z.string(),
  name: z.string(),
  currency: z.string(),
  net: z.int(),
});

/** Money after a till's last Z, by date: every Z covers all rows before it. OFFSET 0: the Z is looked up once a till. */
const readUncovered = async (
  statements: Statements,
  scope: Scope,
  { from, to }: DateRange,
): Promise<readonly DayLine[]> => {
  const rows = await statements.query(
    `SELECT m.date, s.store, s.station, s.name, m.currency,
       sum(CASE WHEN m.kind = 'paid' THEN m.amount ELSE -m.amount END) AS net
     FROM (SELECT s.*, coalesce((SELECT d.sequence FROM days d WHERE d.station = s.station
         ORDER BY d.number DESC LIMIT 1), 0) AS covered
       FROM stations s WHERE ${inScope(1)} OFFSET 0) AS s
     JOIN moves m ON m.station = s.station AND m.sequence > s.covered
     WHERE m.date >= $2 AND m.date <= $3
     GROUP BY m.date, s.store, s.station, s.name, m.currency`,
    [scope.stores, from, to],
  );
  const lines = rows.map((row) => missing.parse(row));
  const byDay = grouped(lines, ({ date, station }) => `${date} ${station}`);
  return [...byDay.values()].map((some): DayLine => {
    const [{ date, store, station, name }] = some;
    const net: Readonly<Record<string, Hundredths>> = Object.fromEntries(
      some.map((line) => [line.currency, line.net]),
    );
    return { date, store, station, stationName: name, z: null, closedAt: null, net };
  });
};

const order = ({ date, store, stationName, z: number }: DayLine): readonly (string | number)[] => [
  date,
  store,
  stationName,
  number ?? Infinity,
];

const compare = (one: DayLine, other: DayLine): number => {
  const [left, right] = [order(one), order(other)];
  const place = left.findIndex((part, index) => part !== right[index]);
  const [mine = 0, others = 0] = [left[place], right[place]];
  if (place === -1 || mine === others) return 0;
  // The newest date first.
  return (mine < others ? -1 : 1) * (place === 0 ? -1 : 1);
};

export const readDays = async (
  statements: Statements,
  scope: Scope,
  range: DateRange,
): Promise<readonly DayLine[]> => {
  const [zs, uncovered] = await Promise.all([
    readZs(statements, scope, range),
    readUncovered(statements, scope, range),
  ]);
  return [...zs, ...uncovered].toSorted(compare);
};
