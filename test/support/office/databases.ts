/** The databases that the office's tests run on: the embedded one and, where it is installed, a real PostgreSQL. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, inject } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import './postgres-setup.ts';
import { addressIn, postgresPrograms, startOnce } from './postgres-server.ts';

interface Opened {
  readonly database: Database;
  /** The same tables as another process of the office has them. */
  readonly another: () => Promise<Database>;
  close(): Promise<void>;
}

/** Opening one takes seconds, so all files of a worker share it. */
let embedded: Promise<Database> | undefined;

const openEmbedded = async (): Promise<Opened> => {
  const database = await (embedded ??= openDatabase({ folder: undefined }, Date.now));
  // No second process can have an embedded database open.
  return { database, another: () => Promise.resolve(database), close: () => Promise.resolve() };
};

/** An empty database of its own on the server of this run; its address. */
export const newPostgresDatabase = async (): Promise<string> => {
  const programs = await postgresPrograms();
  if (programs === undefined) throw new Error('PostgreSQL is not installed here');
  const run = inject('postgresRun');
  const { folder } = run;
  await startOnce(run, programs);
  const name = `office_${randomUUID().replaceAll('-', '')}`;
  // Not as the office does it, which would create it a second time where the first takes long.
  const server = new pg.Client({ connectionString: addressIn(folder, 'postgres') });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  await server.end();
  return addressIn(folder, name);
};

const openReal = async (): Promise<Opened> => {
  const address = await newPostgresDatabase();
  const open = (): Promise<Database> => openDatabase({ address }, Date.now);
  const opened = [await open()];
  return {
    database: opened[0]!,
    another: async () => {
      const one = await open();
      opened.push(one);
      return one;
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
};

const empty = async (database: Database): Promise<void> => {
  const tables = await database.query(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name NOT IN ('locks', 'migrations')`,
  );
  await database.query(`TRUNCATE ${tables.map(({ name }) => String(name)).join(', ')}`);
};

/** The embedded database with empty tables; whoever asks next has it next. */
export const emptyEmbedded = async (): Promise<Database> => {
  const { database } = await openEmbedded();
  await empty(database);
  return database;
};

export interface Tested {
  readonly database: Database;
  /** Another process's; on PGlite the same. */
  readonly another: () => Promise<Database>;
}

const isPostgresHere = (await postgresPrograms()) !== undefined;

/** Describes `tests` on each database; `tested()` is the one at hand, with its tables empty before each test. */
export const onEachDatabase = (tests: (tested: () => Tested) => void): void => {
  const on = (open: () => Promise<Opened>) => () => {
    let opened: Opened | undefined;
    const tested = (): Opened => {
      if (!opened) throw new Error('the database is not open yet');
      return opened;
    };
    beforeAll(async () => void (opened = await open()));
    beforeEach(() => empty(tested().database));
    afterAll(() => tested().close());
    tests(tested);
  };
  describe('on PGlite', on(openEmbedded));
  if (isPostgresHere) describe('on PostgreSQL', on(openReal));
  else describe.skip('on PostgreSQL, which is not installed here', on(openReal));
};
