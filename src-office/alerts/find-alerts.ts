/** Finds what is wrong with the tills at this moment, from their last reports and the pushed journals. */
import { z } from 'zod';
import { tillState } from '#domain/office/till-state.ts';
import type { Statements } from '../database/database.ts';
import { ALARMS } from '../journal/alarms.ts';
import { IS_LEFT } from '../journal/again/due-again.ts';
import { SILENT_AFTER, UNRESOLVED_AFTER, unresolvedSince, Z_MISSING_AFTER } from '../journal/due-at.ts';
import { calendarOf } from '../journal/sums/calendar.ts';
import type { Found } from './alert-rows.ts';

/** Only what is looked at, and of a row that was not taken not why: a newer office may know another reason. */
const said = tillState
  .pick({ openSince: true, unresolved: true, cutOff: true, timeZone: true, saidAt: true })
  .extend({ untaken: tillState.shape.untaken.unwrap().pick({ row: true, since: true }).optional() })
  .strip();

const stationRow = z.object({
  station: z.string(),
  heard_at: z.int().nullable(),
  enrolled_at: z.int(),
  state: z.string().transform((text) => said.parse(JSON.parse(text))),
  uncovered: z.string().nullable(),
});
type StationRow = z.infer<typeof stationRow>;

export interface Moment {
  readonly now: number;
  /** Since when tills could reach the office. */
  readonly listeningSince: number;
}

/** Silence counts from `listeningSince`: before that, tills could not reach the office. */
const ofState = (
  { station, heard_at, enrolled_at, state }: StationRow,
  { now, listeningSince }: Moment,
): readonly Found[] => {
  const { openSince, unresolved, untaken } = state;
  const heardAt = heard_at ?? enrolled_at;
  const isSilent = openSince !== null && Math.max(heardAt, listeningSince) < now - SILENT_AFTER;
  const { count, oldestAt } = unresolved;
  const isUnresolved = (unresolvedSince(state, heardAt) ?? now) < now - UNRESOLVED_AFTER;
  return [
    ...(isSilent ? [{ kind: 'silent', station, since: heardAt, detail: null } as const] : []),
    ...(isUnresolved && oldestAt !== null
      ? [{ kind: 'unresolved', station, since: oldestAt, detail: String(count) } as const]
      : []),
    ...(untaken
      ? [{ kind: 'untaken', station, since: untaken.since, detail: String(untaken.row) } as const]
      : []),
  ];
};

const ofMoney = ({ station, state, uncovered }: StationRow, now: number): readonly Found[] => {
  if (uncovered === null) return [];
  const since = calendarOf(state, now).rangeOf(uncovered).to;
  return since < now - Z_MISSING_AFTER ? [{ kind: 'z-missing', station, since, detail: uncovered }] : [];
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

const named = z.object({ station: z.string() });

export interface Look {
  readonly found: readonly Found[];
  /** Tills that could not be looked at: what was found of them before may still hold. */
  readonly unseen: readonly string[];
}

/** `report`: called with what keeps one till from being looked at, which must not keep the others. */
export const findAlerts = async (
  statements: Statements,
  moment: Moment,
  report: (error: unknown) => void,
): Promise<Look> => {
  const [rows, left] = await Promise.all([
    statements.query(
      `SELECT station, heard_at, enrolled_at, state, uncovered FROM stations
       WHERE revoked_at IS NULL AND due_at <= $1`,
      [moment.now],
    ),
    statements.query(`SELECT s.station FROM stations s WHERE s.revoked_at IS NULL AND ${IS_LEFT}`),
  ]);
  // When these are due is not known yet.
  const unseen = left.map((row) => named.parse(row).station);
  const ofTill = (row: unknown): readonly Found[] => {
    try {
      const one = stationRow.parse(row);
      return [...ofState(one, moment), ...ofMoney(one, moment.now)];
    } catch (error) {
      report(error);
      unseen.push(named.parse(row).station);
      return [];
    }
  };
  return { found: [...rows.flatMap(ofTill), ...(await ofAlarms(statements))], unseen };
};
