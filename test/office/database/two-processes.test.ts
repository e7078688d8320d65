/** What only a database with several processes on it can show. */
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { migrate } from '../../../src-office/database/migrate.ts';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import { codeForNewTill } from '../../../src-office/stations/codes.ts';
import { enrol } from '../../../src-office/stations/enrol.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { newPostgresDatabase } from '../../support/office/databases.ts';
import { postgresPrograms } from '../../support/office/postgres-server.ts';
import { handOutside, tillState } from '../../support/office/tills.ts';

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

test.skipIf(!isPostgresHere)('two codes used at the same moment let one installation in once', async () => {
  const address = await newPostgresDatabase();
  const [database, other] = [await opened(address), await opened(address)];
  const outside = handOutside();
  const { store } = await addStore(database, outside, 'Main street');
  const use = async (by: Database, name: string) => {
    const code = (await codeForNewTill(database, outside, { store, name }))!.code;
    return enrol(by, outside, { code, installation: '7HJ2K9', state: tillState() }, '192.0.2.1');
  };
  const isHeldUp = async (): Promise<boolean> => {
    const waiting = await other.query("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    return waiting.length > 0;
  };
  let second: ReturnType<typeof use> | undefined;
  // Once it has looked whether the till is known, and before it adds it, the second comes.
  const first = await use(
    {
      ...database,
      transaction: (work) =>
        database.transaction(({ query }) =>
          work({
            query: async (sql, values) => {
              const rows = await query(sql, values);
              if (sql.includes('installation = $1')) {
                let isDone = false;
                second = use(other, 'Back').finally(() => (isDone = true));
                await expect.poll(async () => isDone || (await isHeldUp()), { timeout: 20_000 }).toBe(true);
              }
              return rows;
            },
          }),
        ),
    },
    'Front',
  );
  expect(first).toHaveProperty('in');
  expect(await second).toEqual({ refused: 'known-installation' });
  expect(await database.query('SELECT name FROM stations')).toEqual([{ name: 'Front' }]);
});
