/** The tills, and the state of each. */
import { z } from 'zod';
import { foldedText } from '#domain/history/folded-text.ts';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { TillState } from '#domain/office/till-state.ts';
import { tillState } from '#domain/office/till-state.ts';
import type { Statements } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import type { Store, TillLine, Tills } from '../views/till-views.ts';
import { inScope } from './scope-sql.ts';

/**
 * Known before the till is first heard: it reports its state when it enrols. Null if a newer version has stored something
 * that is unknown here: that must not keep the other tills from the page.
 */
const stateOf = (text: string): TillState | null => {
  try {
    return tillState.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

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
  })
  .transform(({ heard_at, revoked_at, state, head_sequence, rows_there, ...till }) => ({
    ...till,
    heardAt: heard_at,
    state: stateOf(state),
    rows: head_sequence,
    rowsThere: rows_there,
    isRevoked: revoked_at !== null,
  }));

const alarmRow = z.object({
  station: z.string(),
  count: z.int(),
  gravest: z.enum(['forked', 'ahead']).nullable(),
});
type Alarmed = z.infer<typeof alarmRow>;

const lineOf = ({ isRevoked, ...till }: z.infer<typeof row>, alarmed: Alarmed | undefined): TillLine => ({
  ...till,
  alarms: alarmed?.count ?? 0,
  standing: isRevoked ? 'revoked' : (alarmed?.gravest ?? 'enrolled'),
});

const named = z
  .object({ station: z.string(), name: z.string(), store_name: z.string() })
  .transform(({ store_name: storeName, ...till }) => ({ ...till, storeName }));
/** A till with the names that people use. */
export type NamedTill = Readonly<z.infer<typeof named>>;

export interface TillsAsked {
  /** Part of a till's or a store's name; '' for all. */
  readonly q: string;
  readonly upTo: number;
}

const COLUMNS =
  's.station, s.name, s.store, s.installation, s.heard_at, s.revoked_at, s.state, s.head_sequence, s.rows_there';
const ORDER = 'ORDER BY t.name, s.store, s.name, s.station';

const linesOf = async (
  statements: Statements,
  { stores }: Scope,
  stations: readonly string[],
): Promise<readonly TillLine[]> => {
  const [rows, alarms] = await Promise.all([
    statements.query(
      `SELECT ${COLUMNS} FROM stations s JOIN stores t ON t.store = s.store
       WHERE ${inScope(1)} AND s.station = ANY($2::text[]) ${ORDER}`,
      [stores, stations],
    ),
    statements.query(
      `SELECT station, count(*) AS count, max(CASE WHEN kind IN ('forked', 'ahead') THEN kind END) AS gravest
       FROM alarms WHERE station = ANY($1::text[]) AND accepted_at IS NULL GROUP BY station`,
      [stations],
    ),
  ]);
  const alarmed = new Map(alarms.map((one) => alarmRow.parse(one)).map((one) => [one.station, one]));
  return rows.map((one) => row.parse(one)).map((one) => lineOf(one, alarmed.get(one.station)));
};

/** Ordered by store and name. */
export const readTills = async (
  statements: Statements,
  scope: Scope,
  { q, upTo }: TillsAsked,
): Promise<Tills> => {
  const rows = await statements.query(
    `SELECT s.station, s.name, t.name AS store_name FROM stations s JOIN stores t ON t.store = s.store
     WHERE ${inScope(1)} ${ORDER}`,
    [scope.stores],
  );
  const wanted = foldedText(q.trim());
  const found = rows
    .map((one) => named.parse(one))
    .filter(({ name, storeName }) => wanted === '' || foldedText(`${storeName} ${name}`).includes(wanted));
  const lines = await linesOf(
    statements,
    scope,
    found.slice(0, upTo).map(({ station }) => station),
  );
  return { lines, count: found.length };
};

/** Undefined if there is none in the scope. */
export const readTill = async (
  statements: Statements,
  scope: Scope,
  station: string,
): Promise<TillLine | undefined> => (await linesOf(statements, scope, [station]))[0];

/** A till that is in the scope; undefined for any other. */
export const namedTill = async (
  statements: Statements,
  scope: Scope,
  station: string,
): Promise<NamedTill | undefined> => {
  const [found] = await statements.query(
    `SELECT s.station, s.name, t.name AS store_name FROM stations s JOIN stores t ON t.store = s.store
     WHERE s.station = $2 AND ${inScope(1)}`,
    [scope.stores, station],
  );
  return found && named.parse(found);
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
