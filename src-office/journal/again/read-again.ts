/**
 * Handles rows that an office of another version could not read, but this one perhaps can: rebuilds their tills' tables
 * from the whole journal, since later rows may depend on them.
 */
import { z } from 'zod';
import { readEvent } from '#domain/stored/event-rows.ts';
import type { Database } from '../../database/database.ts';
import { VERSION } from '../../version.ts';
import { DraftTaken, drafted, dropDraft, takeDraft } from './draft.ts';
import type { Rebuilding } from './read-journal.ts';
import { newOwner, rebuild } from './rebuild.ts';

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

export interface ReadAgainParts extends Rebuilding {
  /** Called with each unexpected error. */
  readonly report: (error: unknown) => void;
}

const readStation = async (parts: ReadAgainParts, station: string): Promise<void> => {
  const { database } = parts;
  const unread = unreadRows.parse(
    await database.query(
      `SELECT row_number FROM alarms WHERE station = $1 AND ${BY_OTHERS} $2 ORDER BY row_number`,
      [station, VERSION],
    ),
  );
  const rows = unread.map(({ row_number }) => row_number);
  // One that could be read and did not apply may have depended on a row that could not, or on what that version knew.
  if (await hasReadable(database, station, rows)) await rebuild(parts, station);
  else
    await database.query(
      `UPDATE alarms SET reader = $2 WHERE station = $1 AND kind = 'unread' AND row_number = ANY($3::bigint[])`,
      [station, VERSION, rows],
    );
};

/** What a process has left of a till's draft that ended before it had deleted all of it. */
const dropLeft = async ({ database, outside }: ReadAgainParts, station: string): Promise<void> =>
  dropDraft(database, await takeDraft(database, station, newOwner(outside)));

/**
 * What one till's journal or state does to this must not keep it from the others: that till's tables stay as they were,
 * `report` is called, and it is among `failed`, which is not tried again. Only one process at a time may do this.
 */
export const readAgain = async (parts: ReadAgainParts, failed = new Set<string>()): Promise<void> => {
  const { database, report, signal } = parts;
  const waiting = stations
    .parse(await database.query(`SELECT DISTINCT station FROM alarms WHERE ${BY_OTHERS} $1`, [VERSION]))
    .map(({ station }) => station);
  const left = (await drafted(database)).filter((station) => !waiting.includes(station));
  const work = [
    ...left.map((station) => ({ station, act: dropLeft })),
    ...waiting.map((station) => ({ station, act: readStation })),
  ];
  for (const { station, act } of work.filter((one) => !failed.has(one.station))) {
    if (signal.aborted) return;
    await act(parts, station).catch((error: unknown) => {
      if (signal.aborted || error instanceof DraftTaken) return;
      failed.add(station);
      report(error);
    });
  }
};
