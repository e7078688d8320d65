/** How often a push waits for the database; that is what a till's rows cost an office. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPostgres } from '../../../src-office/database/postgres.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { newPostgresDatabase } from '../../support/office/databases.ts';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import { addressIn, postgresPrograms } from '../../support/office/postgres-server.ts';
import { enrolledTill, handOutside, pushed, pushOf, readJournal } from '../../support/office/tills.ts';

const SOCKET = '.s.PGSQL.5432';

/** A proxy for the server of `address` that counts how often something is sent to it. */
const countedAt = async (address: string) => {
  const [, of = '', name = ''] = /@([^/]+)\/(.+)$/.exec(address) ?? [];
  const real = join(decodeURIComponent(of), SOCKET);
  const folder = await mkdtemp(join(tmpdir(), 'countertop-wire-'));
  const count = { sent: 0 };
  const server = createServer((client) => {
    const database = connect(real);
    client.on('data', () => (count.sent += 1));
    client.pipe(database).pipe(client);
    for (const socket of [client, database]) socket.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(join(folder, SOCKET), resolve));
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { count, address: addressIn(folder, name) };
};

test.skipIf((await postgresPrograms()) === undefined)(
  'a push asks the database once what is there, and then sends everything at once',
  async () => {
    const real = await newPostgresDatabase();
    const tables = await openDatabase({ address: real }, Date.now);
    onTestFinished(() => tables.close());
    const { count, address } = await countedAt(real);
    const database = openPostgres(address);
    onTestFinished(() => database.close());
    const shown = await enrolledTill(tables, handOutside());
    const file = newJournalFile();
    const till = openForTest(file);
    for (const sale of [1, 2, 3]) sell(till, `T1-${sale}`);
    const journal = readJournal(file);
    await pushed(database, shown, pushOf(journal, 0, 3));
    const before = count.sent;
    await pushed(database, shown, pushOf(journal, 3, 9));
    expect(count.sent - before).toBe(2);
  },
);
