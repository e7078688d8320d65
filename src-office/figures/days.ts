/** The Zs of a range of dates, including those that are missing. */
import { z } from 'zod';
import type { Hundredths } from '#domain/money.ts';
import type { Statements } from '../database/database.ts';
import { IS_LEFT } from '../journal/again/due-again.ts';
import { calendarOf } from '../journal/sums/calendar.ts';
import type { Scope } from '../people/may.ts';
import type { DayLine, Days } from '../views/find-views.ts';
import type { DateRange } from './by-date.ts';
import { grouped } from './grouped.ts';
import { inScope } from './scope-sql.ts';
import { dayRule, zoneOf } from './till-zone.ts';

/** More than anybody reads: people with more look at one store, or at fewer days. */
const MAX_ROWS = 200;

const day = z.object({
  date: z.string(),
  store: z.string(),
  station: z.string(),
  name: z.string(),
  state: dayRule,
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
const readZs = async (
  statements: Statements,
  scope: Scope,
  { from, to }: DateRange,
  now: number,
): Promise<Some> => {
  const among = `FROM days d JOIN stations s ON s.station = d.station
     WHERE d.date >= $2 AND d.date <= $3 AND ${inScope(1)}`;
  const values = [scope.stores, from, to];
  const [rows, counts] = await Promise.all([
    statements.query(
      `SELECT d.date, s.store, s.station, s.name, s.state, d.number, d.closed_at, d.net ${among}
       ORDER BY d.date DESC, s.store, s.name, d.number LIMIT ${String(MAX_ROWS)}`,
      values,
    ),
    statements.query(`SELECT count(*) AS count ${among}`, values),
  ]);
  const lines = rows
    .map((row) => day.parse(row))
    .map(({ name, number, closed_at, net, state, ...line }): DayLine => ({
      ...line,
      stationName: name,
      timeZone: zoneOf(state, now),
      standing: 'made',
      z: number,
      closedAt: closed_at,
      net: nets.parse(JSON.parse(net)),
    }));
  return { lines, count: counted.parse(counts)[0].count };
};

const named = z.object({ station: z.string() });

const uncovered = z.object({
  date: z.string(),
  store: z.string(),
  station: z.string(),
  name: z.string(),
  state: dayRule,
  currency: z.string(),
  net: z.number(),
});

/** Money of the stations `s` after the row `covered`, by date; `$1` … are scope, from, to and stations. */
const moneyAfter = (covered: string, stations: string, which: string): string =>
  `SELECT m.date, s.store, s.station, s.name, s.state, m.currency,
     sum(CASE WHEN m.kind = 'paid' THEN m.amount ELSE -m.amount END) AS net
   FROM ${stations} JOIN moves m ON m.station = s.station AND m.sequence > ${covered}
   WHERE ${which} AND m.date >= $2 AND m.date <= $3 AND ${inScope(1)}
   GROUP BY m.date, s.store, s.station, s.name, s.state, m.currency`;

const AFTER_KNOWN = moneyAfter(
  's.covered',
  'stations s',
  's.uncovered <= $3 AND s.station <> ALL($4::text[])',
);

/** Of tills for which `covered` and `uncovered` are still to be worked out. */
const AFTER_LAST_Z = moneyAfter(
  'coalesce(z.covered, 0)',
  `stations s LEFT JOIN (
     SELECT station, max(sequence) AS covered FROM days WHERE station = ANY($4::text[]) GROUP BY station
   ) z ON z.station = s.station`,
  's.station = ANY($4::text[])',
);

/** Money after a till's last Z, by date. */
const readUncovered = async (
  statements: Statements,
  scope: Scope,
  { from, to }: DateRange,
  now: number,
): Promise<readonly DayLine[]> => {
  const left = (
    await statements.query(`SELECT s.station FROM stations s WHERE ${IS_LEFT} AND ${inScope(1)}`, [
      scope.stores,
    ])
  ).map((row) => named.parse(row).station);
  const values = [scope.stores, from, to, left];
  const [known, others] = await Promise.all([
    statements.query(AFTER_KNOWN, values),
    left.length === 0 ? [] : statements.query(AFTER_LAST_Z, values),
  ]);
  const rows = [...known, ...others];
  const lines = rows.map((row) => uncovered.parse(row));
  const byDay = grouped(lines, ({ date, station }) => `${date} ${station}`);
  return [...byDay.values()].map((some): DayLine => {
    const [{ date, store, station, name, state }] = some;
    const net: Readonly<Record<string, Hundredths>> = Object.fromEntries(
      some.map((line) => [line.currency, line.net]),
    );
    const standing = date >= calendarOf(state, now).dateOf(now) ? 'open' : 'missing';
    const timeZone = zoneOf(state, now);
    return { date, store, station, stationName: name, timeZone, standing, z: null, closedAt: null, net };
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
    readZs(statements, scope, range, now),
    readUncovered(statements, scope, range, now),
  ]);
  const lines = [...open, ...zs.lines]
    .toSorted((one, other) => NEED[one.standing] - NEED[other.standing] || compare(one, other))
    .slice(0, MAX_ROWS)
    .toSorted(compare);
  const missing = open.filter(({ standing }) => standing === 'missing').length;
  return { lines, count: open.length + zs.count, missing };
};
