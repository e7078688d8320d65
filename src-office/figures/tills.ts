/** The tills, and how each of them is. */
import { z } from 'zod';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import { tillState } from '#domain/office/till-state.ts';
import type { Statements } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import type { Store, TillLine } from '../views/till-views.ts';
import { inScope } from './scope-sql.ts';

const PAGE = 100;

const row = z
  .object({
    station: z.string(),
    name: z.string(),
    store: z.string(),
    installation: z.string(),
    heard_at: z.int().nullable(),
    revoked_at: z.int().nullable(),
    state: z.string(),
    head_sequence: z.int(),
    rows_there: z.int(),
    alarm: z.enum(['forked', 'ahead']).nullable(),
    alarms: z.int(),
  })
  .transform(({ heard_at, revoked_at, state, head_sequence, rows_there, alarm, ...till }): TillLine => ({
    ...till,
    heardAt: heard_at,
    // What it said at its enrolment is known before it is ever heard.
    state: tillState.parse(JSON.parse(state)),
    rows: head_sequence,
    rowsThere: rows_there,
    standing: revoked_at === null ? (alarm ?? 'enrolled') : 'revoked',
  }));

/** By store and name; after the till `after`, unless that is null. */
export const readTills = async (
  statements: Statements,
  scope: Scope,
  after: string | null,
): Promise<readonly TillLine[]> => {
  const rows = await statements.query(
    `SELECT s.station, s.name, s.store, s.installation, s.heard_at, s.revoked_at, s.state, s.head_sequence, s.rows_there,
       (SELECT max(a.kind) FROM alarms a WHERE a.station = s.station AND a.kind IN ('forked', 'ahead')
         AND a.accepted_at IS NULL) AS alarm,
       (SELECT count(*) FROM alarms a WHERE a.station = s.station AND a.accepted_at IS NULL) AS alarms
     FROM stations s
     WHERE ${inScope(1)} AND ($2::text IS NULL OR (s.store, s.name, s.station) >
       (SELECT a.store, a.name, a.station FROM stations a WHERE a.station = $2))
     ORDER BY s.store, s.name, s.station LIMIT ${String(PAGE)}`,
    [scope.stores, after],
  );
  return rows.map((one) => row.parse(one));
};

/** The store of a till that is in the scope; undefined for any other. */
export const storeOfTill = async (
  statements: Statements,
  scope: Scope,
  station: string,
): Promise<string | undefined> => {
  const [found] = await statements.query(
    `SELECT s.store FROM stations s WHERE s.station = $2 AND ${inScope(1)}`,
    [scope.stores, station],
  );
  return found && z.object({ store: z.string() }).parse(found).store;
};

const storeRow = z.object({
  store: z.string(),
  name: z.string(),
  environment: z.enum(ENVIRONMENTS).nullable(),
});

export const readStores = async (statements: Statements, scope: Scope): Promise<readonly Store[]> => {
  const rows = await statements.query(
    `SELECT s.store, s.name, s.environment FROM stores s WHERE ${inScope(1)} ORDER BY s.name, s.store`,
    [scope.stores],
  );
  return rows.map((one) => storeRow.parse(one));
};
