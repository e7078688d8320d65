/** The embedded database: PostgreSQL in this process, on a folder of its own, or in memory. */
import { PGlite, types } from '@electric-sql/pglite';
import type { Database, Statements } from './database.ts';
import { lockFolder } from './folder-lock.ts';

const statementsOf = (db: Pick<PGlite, 'query'>): Statements => ({
  query: async (sql, values = []) => (await db.query<Record<string, unknown>>(sql, [...values])).rows,
});

const nothing = (): Promise<void> => Promise.resolve();

/** Undefined: in memory. It does one thing after the other, so nothing is ever in its way and to be done again. */
export const openPglite = async (folder: string | undefined): Promise<Database> => {
  const unlock = folder === undefined ? nothing : await lockFolder(folder);
  try {
    const db = await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: folder }),
      parsers: { [types.INT8]: Number, [types.NUMERIC]: Number },
    });
    return {
      query: statementsOf(db).query,
      transaction: (work) => db.transaction((one) => work(statementsOf(one))),
      // No other process can be here.
      alone: (_, work) => work(),
      close: async () => {
        await db.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
};
