/** Opens the database that the office's environment names, and brings it up to date. */
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** An address such as 'postgres://…', or the folder of the embedded one; in memory if that is undefined. */
export type Where = { readonly address: string } | { readonly folder: string | undefined };

const MIGRATIONS = fileURLToPath(new URL('../../resources/office/migrations', import.meta.url));

/** What has to be done before anything else uses the database. */
type Prepare = (database: Database) => Promise<void>;

const nothing: Prepare = () => Promise.resolve();

const bringUpToDate = async (database: Database, now: () => number, prepare: Prepare): Promise<void> => {
  await migrate(database, await readMigrations(MIGRATIONS), now);
  await prepare(database);
};

/**
 * Has its own connections for that: an index over a large table takes minutes, which no other statement may.
 */
const openAtAddress = async (address: string, now: () => number, prepare: Prepare): Promise<Database> => {
  const patient = openPostgres(address, 0);
  try {
    await bringUpToDate(patient, now, prepare);
  } finally {
    await patient.close();
  }
  return openPostgres(address);
};

const openInFolder = async (
  folder: string | undefined,
  now: () => number,
  prepare: Prepare,
): Promise<Database> => {
  const database = await openPglite(folder);
  try {
    await bringUpToDate(database, now, prepare);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

export const openDatabase = (
  where: Where,
  now: () => number,
  prepare: Prepare = nothing,
): Promise<Database> =>
  'address' in where ? openAtAddress(where.address, now, prepare) : openInFolder(where.folder, now, prepare);
