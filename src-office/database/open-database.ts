/** Opens the database that the office's environment names, and migrates it. */
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** An address such as 'postgres://…', or the folder of the embedded one; in memory if that is undefined. */
export type Where = { readonly address: string } | { readonly folder: string | undefined };

const MIGRATIONS = fileURLToPath(new URL('../../resources/office/migrations', import.meta.url));

const bringUpToDate = async (database: Database, now: () => number): Promise<void> =>
  migrate(database, await readMigrations(MIGRATIONS), now);

/** Migrations have their own connections: an index over a large table takes minutes, which no other statement may. */
const openAtAddress = async (address: string, now: () => number): Promise<Database> => {
  const patient = openPostgres(address, 0);
  try {
    await bringUpToDate(patient, now);
  } finally {
    await patient.close();
  }
  return openPostgres(address);
};

const openInFolder = async (folder: string | undefined, now: () => number): Promise<Database> => {
  const database = await openPglite(folder);
  try {
    await bringUpToDate(database, now);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

export const openDatabase = (where: Where, now: () => number): Promise<Database> =>
  'address' in where ? openAtAddress(where.address, now) : openInFolder(where.folder, now);
