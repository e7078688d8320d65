/** The office's database, as its environment says, with its tables up to date. */
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** An address such as 'postgres://…', or the folder of the embedded one; in memory where that is undefined. */
export type Where = { readonly address: string } | { readonly folder: string | undefined };

const MIGRATIONS = fileURLToPath(new URL('../../resources/office/migrations', import.meta.url));

export const openDatabase = async (where: Where, now: () => number): Promise<Database> => {
  const database = 'address' in where ? openPostgres(where.address) : await openPglite(where.folder);
  try {
    await migrate(database, await readMigrations(MIGRATIONS), now);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};
