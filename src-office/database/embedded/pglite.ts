/** The embedded database: PostgreSQL in this process, in a folder of its own or in memory. */
import { existsSync } from 'node:fs';
import { PGlite, types } from '@electric-sql/pglite';
import type { Database, Statements, Transaction, Value } from '../database.ts';
import { lockFolder } from './folder-lock.ts';
import { writesBy } from '../writes.ts';
import { SYNCED_START, SyncedFolder, syncWhole } from './synced-folder.ts';

const wellFormed = <T>(value: T): T | string =>
  typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\ufffd') : value;

/** Lone surrogates become U+FFFD, as on the way to a PostgreSQL server; the library would miscount them. */
const sent = (value: Value) => (Array.isArray(value) ? value.map(wellFormed) : wellFormed(value));

/**
 * The library attaches a statement's values to its errors, and errors are logged; journals and password hashes must not
 * be.
 */
const withoutValues = (error: unknown): unknown => {
  if (error instanceof Error) Reflect.deleteProperty(error, 'params');
  return error;
};

const statementsOf = (db: Pick<PGlite, 'query'>): Statements => ({
  query: async (sql, values = []) => {
    try {
      return (await db.query<Record<string, unknown>>(sql, values.map(sent))).rows;
    } catch (error) {
      throw withoutValues(error);
    }
  },
});

const inTransaction = async <T>(
  { query }: Statements,
  work: (statements: Transaction) => Promise<T>,
): Promise<T> => {
  const { write, settled, causeOf } = writesBy(query);
  try {
    const result = await work({ query, write });
    await settled();
    return result;
  } catch (error) {
    throw causeOf(error);
  }
};

const nothing = (): void => undefined;

const OPTIONS = { parsers: { [types.INT8]: Number, [types.NUMERIC]: Number } };

const openIn = async (folder: string): Promise<PGlite> => {
  const isNew = !existsSync(folder);
  const db = await PGlite.create({
    ...OPTIONS,
    fs: new SyncedFolder(folder),
    startParams: SYNCED_START,
  });
  if (isNew) await syncWhole(folder);
  return db;
};

/** Undefined: in memory. It runs one transaction at a time, so there are no conflicts and no retries. */
export const openPglite = async (folder: string | undefined): Promise<Database> => {
  const unlock = folder === undefined ? nothing : await lockFolder(folder);
  try {
    const db = await (folder === undefined ? PGlite.create(OPTIONS) : openIn(folder));
    return {
      query: statementsOf(db).query,
      transaction: (work) => db.transaction((one) => inTransaction(statementsOf(one), work)),
      // No other process can have it open.
      alone: (_, work) => work(),
      unlessHeld: (_, work) => work(),
      close: async () => {
        await db.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
};
