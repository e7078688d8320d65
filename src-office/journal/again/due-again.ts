/**
 * Works out anew what a push of an earlier version has left as it was: such a process may go on beside this one, and
 * knows nothing of `covered`, `uncovered`, `due_at` and `store_name`.
 */
import { z } from 'zod';
import type { Database, Statements } from '../../database/database.ts';

export interface Uncovered {
  /** The row of the till's last Z, which covers all rows before it; 0 before the first. */
  readonly covered: number;
  /** The first business date on which money moved after it; null if none did. */
  readonly uncovered: string | null;
}

const one = z.tuple([z.strictObject({ covered: z.int(), uncovered: z.string().nullable() })]);

/**
 * From the till's Zs and moves. The date is not compared as it is, or the database would look for the least one from the
 * till's first day on, rather than read the few moves after its last Z.
 */
export const uncoveredOf = async ({ query }: Statements, station: string): Promise<Uncovered> => {
  const rows = await query(
    `SELECT z.covered, (
       SELECT min(date || '') FROM moves WHERE station = $1 AND sequence > z.covered
     ) AS uncovered
     FROM (SELECT coalesce(max(sequence), 0) AS covered FROM days WHERE station = $1) AS z`,
    [station],
  );
  return one.parse(rows)[0];
};

const stations = z.array(z.strictObject({ station: z.string() }));

/** A condition on the stations `s` that an earlier version's process has heard last, or any before this one's first look. */
export const IS_LEFT = 's.heard_at IS DISTINCT FROM s.due_as_of';

/** False if somebody holds the till's row: nobody waits for it. */
const workOut = (database: Database, station: string): Promise<boolean> =>
  database.transaction(async (statements) => {
    const { query } = statements;
    const left = `SELECT s.station FROM stations s WHERE s.station = $1 AND ${IS_LEFT}`;
    const held = await query(`${left} FOR UPDATE SKIP LOCKED`, [station]);
    if (held.length === 0) return (await query(left, [station])).length === 0;
    const { covered, uncovered } = await uncoveredOf(statements, station);
    await query(
      `UPDATE stations SET covered = $2, uncovered = $3, due_at = 0, due_as_of = heard_at WHERE station = $1`,
      [station, covered, uncovered],
    );
    return true;
  });

const named = z.array(z.strictObject({ station: z.string(), store_name: z.string() }));

/**
 * An earlier version's process renames a store in `stores` alone: what is noted with its tills no longer holds. A till whose
 * row somebody holds has its turn with a later look.
 */
const forgetFormerNames = async (database: Database): Promise<void> => {
  const former = await database.query(
    'SELECT s.station, s.store_name FROM stations s JOIN stores t ON t.store = s.store WHERE s.store_name <> t.name',
  );
  for (const { station, store_name } of named.parse(former))
    await database.transaction(async ({ query, write }) => {
      const held = await query(
        'SELECT station FROM stations WHERE station = $1 AND store_name = $2 FOR UPDATE SKIP LOCKED',
        [station, store_name],
      );
      if (held.length > 0) write('UPDATE stations SET store_name = NULL WHERE station = $1', [station]);
    });
};

/**
 * Of every till that a process of an earlier version has heard last. Somebody looks at these at once. One that cannot be
 * worked out keeps none of the others: `report` is called. False if somebody holds the row of any: it has its turn later.
 */
export const workOutAgain = async (
  database: Database,
  report: (error: unknown) => void,
  signal?: AbortSignal,
): Promise<boolean> => {
  const left = await database.query(`SELECT s.station FROM stations s WHERE ${IS_LEFT}`);
  let isDone = true;
  for (const { station } of stations.parse(left)) {
    if (signal?.aborted) return true;
    try {
      isDone = (await workOut(database, station)) && isDone;
    } catch (error) {
      report(error);
    }
  }
  await forgetFormerNames(database);
  return isDone;
};
