/** What only a database with several processes on it can show. */
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { migrate } from '../../../src-office/database/migrate.ts';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import { newPostgresDatabase } from '../../support/office/databases.ts';
import { postgresPrograms } from '../../support/office/postgres-server.ts';

const isPostgresHere = (await postgresPrograms()) !== undefined;

const opened = async (address: string): Promise<Database> => {
  const database = await openDatabase({ address }, Date.now);
  onTestFinished(() => database.close());
  return database;
};

test.skipIf(!isPostgresHere)('processes that start at once bring the tables up to date once', async () => {
  const address = await newPostgresDatabase();
  const [database] = await Promise.all([opened(address), opened(address), opened(address)]);
  const applied = await database.query('SELECT name FROM migrations ORDER BY name');
  expect(new Set(applied.map(({ name }) => name)).size).toBe(applied.length);
  expect(applied.length).toBeGreaterThan(0);
  await expect(migrate(database, [], Date.now)).rejects.toThrow('a newer version of the office');
});

test.skipIf(!isPostgresHere)('work whose connection is lost is done again from its start, once', async () => {
  const address = await newPostgresDatabase();
  const [database, killer] = [await opened(address), await opened(address)];
  let begun = 0;
  await database.transaction(async ({ query }) => {
    begun += 1;
    await query("INSERT INTO stores VALUES ('s', 'One', 0)");
    const [own] = await query('SELECT pg_backend_pid() AS pid');
    if (begun === 1) await killer.query('SELECT pg_terminate_backend($1)', [Number(own!['pid'])]);
    await query("UPDATE stores SET name = 'Two'");
  });
  expect(begun).toBe(2);
  expect(await database.query('SELECT name FROM stores')).toEqual([{ name: 'Two' }]);
});

test.skipIf(!isPostgresHere)('what the database refuses for another reason is not done again', async () => {
  const database = await opened(await newPostgresDatabase());
  let begun = 0;
  const work = database.transaction(async ({ query }) => {
    begun += 1;
    await query('SELECT nonsense');
  });
  await expect(work).rejects.toThrow('nonsense');
  expect(begun).toBe(1);
});
