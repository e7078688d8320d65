/**
 * Brings the database's tables up to date: the files of resources/office/migrations in the order of their numbers, each
 * once, by one process while the others wait. Each statement is its own transaction, as some databases require, so a
 * file may be left half done: its statements do nothing if they have run before. So another process may do them, too, where
 * the connection that holds the lock is lost.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from './database.ts';
import { LOCKS } from './database.ts';
import { isCreatedMeanwhile } from './retry.ts';

export interface Migration {
  /** The name of its file, '0100-first'. */
  readonly name: string;
  readonly statements: readonly string[];
}

const FILE = /^\d{4}-[a-z-]+\.sql$/;

/** Removes comments; a statement ends with a semicolon at the end of a line. */
export const statementsIn = (sql: string): readonly string[] =>
  sql
    .replaceAll(/^--.*$/gm, '')
    .split(/;$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

export const readMigrations = async (folder: string): Promise<readonly Migration[]> => {
  const files = (await readdir(folder)).filter((file) => FILE.test(file)).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace(/\.sql$/, ''),
      statements: statementsIn(await readFile(join(folder, file), 'utf8')),
    })),
  );
};

const CREATE = [
  'CREATE TABLE IF NOT EXISTS locks (name text PRIMARY KEY)',
  'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at bigint NOT NULL)',
];

/** If two processes change the tables at once, one of them gets an error, even with 'if not exists'. */
const change = async (database: Database, statement: string): Promise<void> => {
  try {
    await database.query(statement);
  } catch (error) {
    if (!isCreatedMeanwhile(error)) throw error;
    await database.query(statement);
  }
};

const names = z.array(z.object({ name: z.string() }));

class TooNew extends Error {
  constructor(name: string) {
    super(`The database was brought up to date by a newer version of the office: ${name}`);
  }
}

/** `now`: epoch ms. Throws `TooNew` if a newer version has migrated this database. */
export const migrate = async (
  database: Database,
  migrations: readonly Migration[],
  now: () => number,
): Promise<void> => {
  for (const statement of CREATE) await change(database, statement);
  await database.query('INSERT INTO locks (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [LOCKS]);
  await database.alone('migrate', async () => {
    const applied = names.parse(await database.query('SELECT name FROM migrations')).map(({ name }) => name);
    const unknown = applied.find((name) => !migrations.some((known) => known.name === name));
    if (unknown !== undefined) throw new TooNew(unknown);
    for (const { name, statements } of migrations.filter((one) => !applied.includes(one.name))) {
      for (const statement of statements) await change(database, statement);
      await database.query(
        'INSERT INTO migrations (name, applied_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [name, now()],
      );
    }
  });
};
