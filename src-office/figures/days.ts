/** The Zs of a range of dates, including those that are missing. */
import { z } from 'zod';
import type { Hundredths } from '#domain/money.ts';
import { tillState } from '#domain/office/till-state.ts';
import type { Statements } from '../database/database.ts';
import { calendarOf } from '../journal/sums/calendar.ts';
import type { Scope } from '../people/may.ts';
import type { DayLine, Days } from '../views/find-views.ts';
import type { DateRange } from './by-date.ts';
import { grouped } from './grouped.ts';
import { inScope } from './scope-sql.ts';

/** More than anybody reads: people with more look at one store, or at fewer days. */
const MAX_ROWS = 200;

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
const counted = z.tuple([z.object({ count: z.int() })]);

interface Some {
  readonly lines: readonly DayLine[];
  readonly count: number;
}

/** The newest Zs, and the number of all. */
const readZs = async (statements: Statements, scope: Scope, { from, to }: DateRange): Promise<Some> => {
  const among = `FROM days d JOIN stations s ON s.station = d.station
     WHERE d.date >= $2 AND d.date <= $3 AND ${inScope(1)}`;
  const values = [scope.stores, from, to];
  const [rows, counts] = await Promise.all([
    statements.query(
      `SELECT d.date, s.store, s.station, s.name, d.number, d.closed_at, d.net ${among}
       ORDER BY d.date DESC, s.store, s.name, d.number LIMIT ${String(MAX_ROWS)}`,
      values,
    ),
    statements.query(`SELECT count(*) AS count ${among}`, values),
  ]);
  const lines = rows
    .map((row) => day.parse(row))
    .map(({ name, number, closed_at, net, ...line }): DayLine => ({
      ...line,
      stationName: name,
      standing: 'made',
      z: number,
      closedAt: closed_at,
      net: nets.parse(JSON.parse(net)),
    }));
  return { lines, count: counted.parse(counts)[0].count };
};

const uncovered = z.object({
  date: z.string(),
  store: z.string(),
  station: z.string(),
  name: z.string(),
  state: z
    .string()
    .transform((text) => tillState.pick({ cutOff: true, timeZone: true }).strip().parse(JSON.parse(text))),
  currency: z.string(),
  net: z.number(),
});

/** Money after a till's last Z, by date. */
const readUncovered = async (
  statements: Statements,
  scope: Scope,
  { from, to }: DateRange,
  now: number,
): Promise<readonly DayLine[]> => {
  const rows = await statements.query(
    `SELECT m.date, s.store, s.station, s.name, s.state, m.currency,
       sum(CASE WHEN m.kind = 'paid' THEN m.amount ELSE -m.amount END) AS net
     FROM stations s JOIN moves m ON m.station = s.station AND m.sequence > s.covered
     WHERE s.uncovered <= $3 AND m.date >= $2 AND m.date <= $3 AND ${inScope(1)}
     GROUP BY m.date, s.store, s.station, s.name, s.state, m.currency`,
    [scope.stores, from, to],
  );
  const lines = rows.map((row) => uncovered.parse(row));
  const byDay = grouped(lines, ({ date, station }) => `${date} ${station}`);
  return [...byDay.values()].map((some): DayLine => {
    const [{ date, store, station, name, state }] = some;
    const net: Readonly<Record<string, Hundredths>> = Object.fromEntries(
      some.map((line) => [line.currency, line.net]),
    );
    const standing = date >= calendarOf(state, now).dateOf(now) ? 'open' : 'missing';
    return { date, store, station, stationName: name, standing, z: null, closedAt: null, net };
  });
};

const NEED: Readonly<Record<DayLine['standing'], number>> = { missing: 0, open: 1, made: 2 };

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
  // Newest date first.
  return (mine < others ? -1 : 1) * (place === 0 ? -1 : 1);
};

export const readDays = async (
  statements: Statements,
  scope: Scope,
  range: DateRange,
  now: number,
): Promise<Days> => {
  const [zs, open] = await Promise.all([
    readZs(statements, scope, range),
    readUncovered(statements, scope, range, now),
  ]);
  const lines = [...open, ...zs.lines]
    .toSorted((one, other) => NEED[one.standing] - NEED[other.standing] || compare(one, other))
    .slice(0, MAX_ROWS)
    .toSorted(compare);
  const missing = open.filter(({ standing }) => standing === 'missing').length;
  return { lines, count: open.length + zs.count, missing };
};
