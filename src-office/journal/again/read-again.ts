/**
 * Handles rows that an office of another version could not read, but this one perhaps can: rebuilds their tills' tables
 * from the whole journal, since later rows may depend on them.
 */
import { z } from 'zod';
import { readEvent } from '#domain/stored/event-rows.ts';
import type { Database } from '../../database/database.ts';
import type { Outside } from '../../outside.ts';
import { VERSION } from '../../version.ts';
import { DraftTaken } from './draft.ts';
import { rebuild } from './rebuild.ts';

const stations = z.array(z.strictObject({ station: z.string() }));
const unreadRows = z.array(z.strictObject({ row_number: z.int() }));
const payloads = z.array(z.strictObject({ payload: z.string() }));

const isReadable = (payload: string): boolean => {
  try {
    readEvent(payload);
    return true;
  } catch {
    return false;
  }
};

/** Looks at one row after the other, since each may be long. */
const hasReadable = async (
  { query }: Database,
  station: string,
  rows: readonly number[],
): Promise<boolean> => {
  for (const row of rows) {
    const found = await query('SELECT payload FROM events WHERE station = $1 AND sequence = $2', [
      station,
      row,
    ]);
    if (payloads.parse(found).some(({ payload }) => isReadable(payload))) return true;
  }
  return false;
};

const BY_OTHERS = "kind = 'unread' AND reader IS DISTINCT FROM";

export interface ReadAgainParts {
  readonly database: Database;
  readonly outside: Outside;
  /** Called with each unexpected error. */
  readonly report: (error: unknown) => void;
  /** Ends it; what was not finished stays as it was. */
  readonly signal: AbortSignal;
}

const readStation = async ({ database, outside, signal }: ReadAgainParts, station: string): Promise<void> => {
  const unread = unreadRows.parse(
    await database.query(
      `SELECT row_number FROM alarms WHERE station = $1 AND ${BY_OTHERS} $2 ORDER BY row_number`,
      [station, VERSION],
    ),
  );
  const rows = unread.map(({ row_number }) => row_number);
  // One that could be read and did not apply may have depended on a row that could not, or on what that version knew.
  if (await hasReadable(database, station, rows)) await rebuild(database, outside, station, signal);
  else
    await database.query(
      `UPDATE alarms SET reader = $2 WHERE station = $1 AND kind = 'unread' AND row_number = ANY($3::bigint[])`,
      [station, VERSION, rows],
    );
};

/**
 * What one till's journal or state does to this must not keep it from the others: that till's tables stay as they were,
 * `report` is called, and it is among `failed`, which is not tried again.
 */
export const readAgain = async (parts: ReadAgainParts, failed = new Set<string>()): Promise<void> => {
  const { database, report, signal } = parts;
  const waiting = stations.parse(
    await database.query(`SELECT DISTINCT station FROM alarms WHERE ${BY_OTHERS} $1`, [VERSION]),
  );
  for (const { station } of waiting.filter((one) => !failed.has(one.station))) {
    if (signal.aborted) return;
    await readStation(parts, station).catch((error: unknown) => {
      if (signal.aborted || error instanceof DraftTaken) return;
      failed.add(station);
      report(error);
    });
  }
};
