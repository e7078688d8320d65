/** Reads tills and their takings for a process's cache. */
import { z } from 'zod';
import { tillState } from '#domain/office/till-state.ts';
import type { Statements } from '../../database/database.ts';
import { readHours } from '../../journal/sums/station-days.ts';

/** The parts of a till's report that decide its business date and its currency. */
const rule = tillState.pick({ cutOff: true, timeZone: true, currency: true }).strip();

const stationRow = z.object({
  station: z.string(),
  store: z.string(),
  heard_at: z.int().nullable(),
  enrolled_at: z.int(),
  revoked_at: z.int().nullable(),
  head_sequence: z.int(),
  rebuilt: z.int(),
  changed_at: z.int(),
  state: z.string(),
});

/** Whether its takings may differ from those that were read with the other row. */
export const hasMoved = (row: StationRow, before: StationRow | undefined): boolean =>
  row.head_sequence !== before?.head_sequence || row.rebuilt !== before.rebuilt;

export type StationRow = Readonly<Omit<z.infer<typeof stationRow>, 'state'> & z.infer<typeof rule>>;

const COLUMNS =
  'station, store, heard_at, enrolled_at, revoked_at, head_sequence, rebuilt, changed_at, state';
const changed = z.object({ station: z.string(), changed_at: z.int() });

/** Tills that have changed after `since` (µs of the database's clock) and differ from what is `known`. */
export const readStations = async (
  statements: Statements,
  since: number,
  isKnown: (station: string, changedAt: number) => boolean,
): Promise<readonly StationRow[]> => {
  const rows = await statements.query('SELECT station, changed_at FROM stations WHERE changed_at >= $1', [
    since,
  ]);
  const news = rows
    .map((one) => changed.parse(one))
    .filter(({ station, changed_at }) => !isKnown(station, changed_at))
    .map(({ station }) => station);
  if (news.length === 0) return [];
  const found = await statements.query(`SELECT ${COLUMNS} FROM stations WHERE station = ANY($1)`, [news]);
  return found.map((one) => {
    const { state, ...row } = stationRow.parse(one);
    return { ...row, ...rule.parse(JSON.parse(state)) };
  });
};

/** Sums are any numbers: one till with absurd amounts must not keep the figures of the others from being read. */
const dayRow = z.object({
  station: z.string(),
  date: z.string(),
  currency: z.string(),
  paid: z.number(),
  paid_count: z.int(),
  refunded: z.number(),
  refunded_count: z.int(),
  hours: z.string().transform(readHours),
  ended_paid: z.int(),
  ended_cancelled: z.int(),
  ended_expired: z.int(),
  ended_failed: z.int(),
  unfinished: z.int(),
});
export type DayRow = Readonly<z.infer<typeof dayRow>>;

/** Rows of these dates, of all tills or of the given ones. */
export const readDayRows = async (
  statements: Statements,
  dates: readonly string[],
  stations: readonly string[] | null,
): Promise<readonly DayRow[]> => {
  if (dates.length === 0 || stations?.length === 0) return [];
  const rows =
    stations === null
      ? await statements.query('SELECT * FROM station_days WHERE date = ANY($1)', [dates])
      : await statements.query('SELECT * FROM station_days WHERE station = ANY($2) AND date = ANY($1)', [
          dates,
          stations,
        ]);
  return rows.map((one) => dayRow.parse(one));
};
