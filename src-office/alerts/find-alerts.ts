/** Finds what is wrong with the tills at this moment, from their last reports and the pushed journals. */
import { z } from 'zod';
import { tillState } from '#domain/office/till-state.ts';
import type { Statements } from '../database/database.ts';
import { ALARMS } from '../journal/alarms.ts';
import { calendarOf } from '../journal/sums/calendar.ts';
import type { Found } from './alert-rows.ts';

/** How long a till with an open shift may be silent before it counts as without network, power or program. */
const SILENT_AFTER = 5 * 60_000;
const UNRESOLVED_AFTER = 15 * 60_000;
/** A Z is often made only after the last customer has left, even if the business day ends at midnight. */
const Z_MISSING_AFTER = 6 * 3_600_000;

const said = tillState
  .pick({ openSince: true, unresolved: true, cutOff: true, timeZone: true, untaken: true })
  .strip();
type Said = z.infer<typeof said>;

const stationRow = z.object({
  station: z.string(),
  heard_at: z.int().nullable(),
  enrolled_at: z.int(),
  state: z.string().transform((text) => said.parse(JSON.parse(text))),
});

/** Silence counts from `listeningSince`: before that, tills could not reach the office. */
const ofState = (
  station: string,
  heardAt: number,
  { openSince, unresolved, untaken }: Said,
  { now, listeningSince }: Moment,
): readonly Found[] => {
  const isSilent = openSince !== null && Math.max(heardAt, listeningSince) < now - SILENT_AFTER;
  const { count, oldestAt } = unresolved;
  const isUnresolved = count > 0 && oldestAt !== null && oldestAt < now - UNRESOLVED_AFTER;
  return [
    ...(isSilent ? [{ kind: 'silent', station, since: heardAt, detail: null } as const] : []),
    ...(isUnresolved
      ? [{ kind: 'unresolved', station, since: oldestAt, detail: String(count) } as const]
      : []),
    ...(untaken
      ? [{ kind: 'untaken', station, since: untaken.since, detail: String(untaken.row) } as const]
      : []),
  ];
};

const alarmRow = z.object({
  station: z.string(),
  kind: z.enum(ALARMS),
  row_number: z.int(),
  at: z.int(),
  count: z.int(),
});
type AlarmRow = z.infer<typeof alarmRow>;

const detailOf = ({ kind, row_number, count }: AlarmRow): string | null => {
  switch (kind) {
    case 'forked':
      return String(row_number);
    case 'unread':
      return String(count);
    case 'ahead':
      return null;
    default:
      return kind satisfies never;
  }
};

/** One alert per kind and till: hundreds of unreadable rows have one cause. */
const ofAlarms = async (statements: Statements): Promise<readonly Found[]> => {
  const rows = await statements.query(
    `SELECT a.station, a.kind, min(a.row_number) AS row_number, min(a.at) AS at, count(*) AS count
     FROM alarms a JOIN stations s ON s.station = a.station
     WHERE a.accepted_at IS NULL AND s.revoked_at IS NULL GROUP BY a.station, a.kind`,
  );
  return rows
    .map((one) => alarmRow.parse(one))
    .map((one) => ({ kind: one.kind, station: one.station, since: one.at, detail: detailOf(one) }));
};

const uncoveredRow = z.object({ station: z.string(), date: z.string() });

/** The first money of each till that no Z covers; a Z covers all rows before it. */
const uncovered = async (statements: Statements): Promise<readonly z.infer<typeof uncoveredRow>[]> => {
  const rows = await statements.query(
    `SELECT s.station, m.date FROM stations s
     CROSS JOIN LATERAL (SELECT date FROM moves WHERE station = s.station AND sequence > coalesce(
       (SELECT sequence FROM days WHERE station = s.station ORDER BY number DESC LIMIT 1), 0)
       ORDER BY sequence LIMIT 1) AS m
     WHERE s.revoked_at IS NULL`,
  );
  return rows.map((one) => uncoveredRow.parse(one));
};

export interface Moment {
  readonly now: number;
  /** Since when tills could reach the office. */
  readonly listeningSince: number;
}

export const findAlerts = async (statements: Statements, moment: Moment): Promise<readonly Found[]> => {
  const rows = await statements.query(
    'SELECT station, heard_at, enrolled_at, state FROM stations WHERE revoked_at IS NULL',
  );
  const stations = rows.map((one) => stationRow.parse(one));
  const states = new Map(stations.map(({ station, state }) => [station, state]));
  const missing = (await uncovered(statements)).flatMap(({ station, date }): readonly Found[] => {
    const state = states.get(station);
    const since = state && calendarOf(state, moment.now).rangeOf(date).to;
    return since !== undefined && since < moment.now - Z_MISSING_AFTER
      ? [{ kind: 'z-missing', station, since, detail: date }]
      : [];
  });
  return [
    ...stations.flatMap(({ station, heard_at, enrolled_at, state }) =>
      ofState(station, heard_at ?? enrolled_at, state, moment),
    ),
    ...(await ofAlarms(statements)),
    ...missing,
  ];
};
