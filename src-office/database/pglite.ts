/** The embedded database: PostgreSQL in this process, on a folder of its own, or in memory. */
import { PGlite } from '@electric-sql/pglite';
import { types } from '@electric-sql/pglite';
import type { Database, Statements } from './database.ts';
import { withRetries } from './retry.ts';

const statementsOf = (db: Pick<PGlite, 'query'>): Statements => ({
  query: async (sql, values = []) => (await db.query<Record<string, unknown>>(sql, [...values])).rows,
});

/** Undefined: in memory. Nobody else may have the folder open. */
export const openPglite = async (folder: string | undefined): Promise<Database> => {
  const db = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    parsers: { [types.INT8]: Number, [types.NUMERIC]: Number },
  });
  return {
    query: (sql, values) => withRetries(() => statementsOf(db).query(sql, values)),
    transaction: (work) => withRetries(() => db.transaction((one) => work(statementsOf(one)))),
    // No other process can be here.
    alone: (_, work) => work(),
    close: () => db.close(),
  };
};
