/** Opens the database that the office's environment names, and brings it up to date. */
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';
import { openPglite } from './embedded/pglite.ts';
import { openPostgres } from './postgres.ts';

/** An address such as 'postgres://…', or the folder of the embedded one; in memory if that is undefined. */
export type Where = { readonly address: string } | { readonly folder: string | undefined };

const MIGRATIONS = fileURLToPath(new URL('../../resources/office/migrations', import.meta.url));

/**
 * Has its own connections for that: an index over a large table takes minutes, which no other statement may.
 */
const openAtAddress = async (address: string, now: () => number): Promise<Database> => {
  const patient = openPostgres(address, 0);
  try {
    await migrate(patient, await readMigrations(MIGRATIONS), now);
  } finally {
    await patient.close();
  }
  return openPostgres(address);
};

const openInFolder = async (folder: string | undefined, now: () => number): Promise<Database> => {
  const database = await openPglite(folder);
  try {
    await migrate(database, await readMigrations(MIGRATIONS), now);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

export const openDatabase = (where: Where, now: () => number): Promise<Database> =>
  'address' in where ? openAtAddress(where.address, now) : openInFolder(where.folder, now);

/** The same database for work behind the answers, in which a statement may take minutes; close it before the other. */
export const openPatient = (where: Where, database: Database): Database =>
  'address' in where ? openPostgres(where.address, 0) : { ...database, close: () => Promise.resolve() };
