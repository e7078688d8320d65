/** What only a database with several processes can show. */
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { sendDueAlerts } from '../../../src-office/alerts/webhook.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { migrate } from '../../../src-office/database/migrate.ts';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import { codeForNewTill } from '../../../src-office/stations/codes.ts';
import { enrol } from '../../../src-office/stations/enrol.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { newPostgresDatabase } from '../../support/office/databases.ts';
import { addStation, insert } from '../../support/office/page/made-up-shops.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { postgresPrograms } from '../../support/office/postgres-server.ts';
import { tillState } from '../../support/office/tills.ts';

const isPostgresHere = (await postgresPrograms()) !== undefined;

const opened = async (address: string): Promise<Database> => {
  const database = await openDatabase({ address }, Date.now);
  onTestFinished(() => database.close());
  return database;
};

test.skipIf(!isPostgresHere)(
  'processes that start at the same time bring the tables up to date once',
  async () => {
    const address = await newPostgresDatabase();
    const [database] = await Promise.all([opened(address), opened(address), opened(address)]);
    const applied = await database.query('SELECT name FROM migrations ORDER BY name');
    expect(new Set(applied.map(({ name }) => name)).size).toBe(applied.length);
    expect(applied.length).toBeGreaterThan(0);
    await expect(migrate(database, [], Date.now)).rejects.toThrow('a newer version of the office');
  },
);

test.skipIf(!isPostgresHere)('work whose connection is lost is repeated from its start, once', async () => {
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

test.skipIf(!isPostgresHere)(
  'writes whose connection is lost before they are committed are repeated',
  async () => {
    const address = await newPostgresDatabase();
    const [database, killer] = [await opened(address), await opened(address)];
    let begun = 0;
    await database.transaction(async ({ query, write }) => {
      begun += 1;
      const [own] = await query('SELECT pg_backend_pid() AS pid');
      if (begun === 1) await killer.query('SELECT pg_terminate_backend($1)', [Number(own!['pid'])]);
      write("INSERT INTO stores VALUES ('s', 'One', 0)", []);
      write('UPDATE stores SET name = $1', ['Two']);
    });
    expect(begun).toBe(2);
    expect(await database.query('SELECT name FROM stores')).toEqual([{ name: 'Two' }]);
  },
);

test.skipIf(!isPostgresHere)(
  'work that the database refuses for another reason is not repeated',
  async () => {
    const database = await opened(await newPostgresDatabase());
    let begun = 0;
    const work = database.transaction(async ({ query }) => {
      begun += 1;
      await query('SELECT nonsense');
    });
    await expect(work).rejects.toThrow('nonsense');
    expect(begun).toBe(1);
  },
);

/**
 * Enrols a till by `first`. After it has checked whether the till is known, and before it adds it, runs
 * `meanwhile`.
 */
const enrolling = async (first: Database, installation: string, meanwhile: () => Promise<unknown>) => {
  const between: Database = {
    ...first,
    transaction: (work) =>
      first.transaction(({ query, write }) =>
        work({
          write,
          query: async (sql, values) => {
            const rows = await query(sql, values);
            if (sql.includes('FROM stations WHERE installation = $1')) await meanwhile();
            return rows;
          },
        }),
      ),
  };
  const outside = { now: () => 1_795_000_000_000, randomBytes: (bytes: number) => randomBytes(bytes) };
  const { store } = await addStore(first, outside, 'Main street');
  const code = (await codeForNewTill(first, outside, { store, name: installation }))!.code;
  return enrol(between, outside, { code, installation, state: tillState() }, '192.0.2.1');
};

const nothing = (): Promise<void> => Promise.resolve();

/** Waits until `other` waits for a lock of another process, or it has done without. */
const untilHeldUp = async <T>(database: Database, other: Promise<T>): Promise<void> => {
  const isHeldUp = async (): Promise<boolean> => {
    const waiting = await database.query("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    return waiting.length > 0;
  };
  await Promise.race([other, expect.poll(isHeldUp, { timeout: PATIENCE_MS }).toBe(true)]);
};

test.skipIf(!isPostgresHere)('two codes used at the same moment let one installation in once', async () => {
  const address = await newPostgresDatabase();
  const [database, other] = [await opened(address), await opened(address)];
  let second: ReturnType<typeof enrolling> | undefined;
  const first = await enrolling(database, '7HJ2K9', async () => {
    second = enrolling(other, '7HJ2K9', nothing);
    await untilHeldUp(other, second);
  });
  expect(first).toHaveProperty('in');
  expect(await second).toEqual({ refused: 'known-installation' });
  expect(await database.query('SELECT installation FROM stations')).toEqual([{ installation: '7HJ2K9' }]);
});

test.skipIf(!isPostgresHere)('an alert that one process is about to send is sent by no other', async () => {
  const address = await newPostgresDatabase();
  const [database, other] = [await opened(address), await opened(address)];
  const now = 1_795_000_000_000;
  await insert(database, 'stores', { store: 's', name: 'Shop', created_at: 0 });
  await addStation(database, 'A', 's');
  const alert = {
    station: 'A',
    kind: 'silent',
    since: 1,
    detail: null,
    found_at: now,
    tries: 0,
    next_at: now,
  };
  await insert(database, 'alerts', alert);
  const sent: string[] = [];
  const tell = (one: Database): Promise<void> =>
    sendDueAlerts(one, ({ id }) => Promise.resolve(Boolean(sent.push(id))), { now: () => now });
  let second: Promise<void> | undefined;
  const slow: Database = {
    ...database,
    transaction: (work) =>
      database.transaction(async (statements) => {
        const claimed = await work(statements);
        second = tell(other);
        await untilHeldUp(other, second);
        return claimed;
      }),
  };
  await tell(slow);
  await second;
  expect(sent).toEqual(['A-silent-1']);
});

test.skipIf(!isPostgresHere)('a till comes in while another is still being let in', async () => {
  const address = await newPostgresDatabase();
  const [database, other] = [await opened(address), await opened(address)];
  let second: unknown;
  const first = await enrolling(database, 'AAAAAA', async () => {
    second = await enrolling(other, 'BBBBBB', nothing);
  });
  expect(second).toHaveProperty('in');
  expect(first).toHaveProperty('in');
});
