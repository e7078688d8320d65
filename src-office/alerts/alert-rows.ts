/** Alerts as stored in the database. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import { inScope } from '../figures/scope-sql.ts';
import { ALARMS } from '../journal/alarms.ts';
import type { Scope } from '../people/may.ts';
import type { Alert, AlertKind } from '../views/alert-views.ts';
import { ALERT_KINDS } from '../views/alert-views.ts';

/** A longer list would help nobody. */
const MAX_SHOWN = 50;

const row = z
  .object({
    kind: z.enum(ALERT_KINDS),
    station: z.string(),
    name: z.string(),
    store: z.string(),
    since: z.int(),
    detail: z.string().nullable(),
  })
  .transform(({ name: stationName, ...alert }): Alert => ({ ...alert, stationName }));

const storeRow = z.object({ store: z.string(), gravity: z.int(), count: z.int() });

export interface LastingAlerts {
  /** The most serious first; within one kind, the oldest. */
  readonly lines: readonly Alert[];
  readonly count: number;
  /** The most serious alert of each store that has any. */
  readonly byStore: ReadonlyMap<string, AlertKind>;
}

export const readAlerts = async (statements: Statements, scope: Scope): Promise<LastingAlerts> => {
  const [rows, stores] = await Promise.all([
    statements.query(
      `SELECT a.kind, a.station, s.name, s.store, a.since, a.detail
       FROM alerts a JOIN stations s ON s.station = a.station
       WHERE a.ended_at IS NULL AND ${inScope(1)}
       ORDER BY array_position($2::text[], a.kind), a.since, a.station LIMIT ${String(MAX_SHOWN)}`,
      [scope.stores, ALERT_KINDS],
    ),
    statements.query(
      `SELECT s.store, min(array_position($2::text[], a.kind)) AS gravity, count(*) AS count
       FROM alerts a JOIN stations s ON s.station = a.station
       WHERE a.ended_at IS NULL AND ${inScope(1)} GROUP BY s.store`,
      [scope.stores, ALERT_KINDS],
    ),
  ]);
  const counted = stores.map((one) => storeRow.parse(one));
  return {
    lines: rows.map((one) => row.parse(one)),
    count: counted.reduce((sum, { count }) => sum + count, 0),
    byStore: new Map(
      counted.flatMap(({ store, gravity }) => {
        const kind = ALERT_KINDS[gravity - 1];
        return kind ? [[store, kind] as const] : [];
      }),
    ),
  };
};

/** An alert that holds at this moment. */
export type Found = Pick<Alert, 'kind' | 'station' | 'since' | 'detail'>;

const open = z.object({
  kind: z.enum(ALERT_KINDS),
  station: z.string(),
  since: z.int(),
  detail: z.string().nullable(),
});

const keyOf = ({ station, kind, since }: Found): string => `${station} ${kind} ${String(since)}`;

/** Alarms are looked for apart from what a till says, so that those of an `unseen` till end like any other. */
const mayStillHold = ({ station, kind }: Found, unseen: ReadonlySet<string>): boolean =>
  unseen.has(station) && !ALARMS.some((alarm) => alarm === kind);

/** Stores new alerts and marks those that have ended, but none of tills that were not looked at. Call in a transaction. */
export const keepAlerts = async (
  statements: Statements,
  { found, unseen }: { readonly found: readonly Found[]; readonly unseen: readonly string[] },
  now: number,
): Promise<void> => {
  const rows = await statements.query(
    'SELECT kind, station, since, detail FROM alerts WHERE ended_at IS NULL',
  );
  const before = new Map(rows.map((one) => open.parse(one)).map((one) => [keyOf(one), one]));
  const lasting = new Set(found.map(keyOf));
  const isNew = (one: Found): boolean => {
    const known = before.get(keyOf(one));
    return !known || known.detail !== one.detail;
  };
  const changed = found.filter(isNew);
  const notLookedAt = new Set(unseen);
  const ended = [...before.values()].filter(
    (one) => !lasting.has(keyOf(one)) && !mayStillHold(one, notLookedAt),
  );
  await statements.query(
    `INSERT INTO alerts (station, kind, since, detail, found_at, tries, next_at)
     SELECT station, kind, since, detail, $5, 0, $5
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) AS n (station, kind, since, detail)
     ON CONFLICT (station, kind, since) DO UPDATE SET detail = EXCLUDED.detail, ended_at = NULL`,
    [
      changed.map(({ station }) => station),
      changed.map(({ kind }) => kind),
      changed.map(({ since }) => since),
      changed.map(({ detail }) => detail),
      now,
    ],
  );
  // A list of keys, since Citus changes rows of many tills only where nothing is joined.
  await statements.query(
    `UPDATE alerts SET ended_at = $2
     WHERE ended_at IS NULL AND station || ' ' || kind || ' ' || CAST(since AS text) = ANY($1::text[])`,
    [ended.map(keyOf), now],
  );
};

/** Ends the alerts of a till whose alarms have been accepted, without waiting for the next check. */
export const endAlarmAlerts = async (statements: Statements, station: string, now: number): Promise<void> => {
  await statements.query(
    'UPDATE alerts SET ended_at = $2 WHERE station = $1 AND kind = ANY($3) AND ended_at IS NULL',
    [station, now, ALARMS],
  );
};

/** Deletes alerts that ended long ago. */
export const forgetEnded = async (statements: Statements, before: number): Promise<void> => {
  await statements.query('DELETE FROM alerts WHERE ended_at < $1', [before]);
};
