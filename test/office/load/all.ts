/** npm run office:load -- --stations 10000 --hours 24 --speed 600 [--database URL]: how much the office can take. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPostgres } from '../../../src-office/database/postgres.ts';
import { addressIn, postgresPrograms, startServer, stop } from '../../support/office/postgres-server.ts';
import { enrolTills } from './enrolled.ts';
import { startOfficeProcess } from './office-process.ts';
import { runLoad } from './run-load.ts';

const { values } = parseArgs({
  options: {
    stations: { type: 'string', default: '10000' },
    hours: { type: 'string', default: '24' },
    speed: { type: 'string', default: '600' },
    /** Processes of the office. */
    offices: { type: 'string', default: '2' },
    /** An empty database; without one, a PostgreSQL of its own is started. */
    database: { type: 'string' },
  },
});
const MOST = { stations: 100_000, hours: 168, speed: 1_000_000, offices: 16 };
const numberOf = (name: keyof typeof MOST): number => {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 1 && number <= MOST[name]) return number;
  console.error(`--${name} is a whole number from 1 to ${MOST[name]}.`);
  process.exit(2);
};
const [stations, hours, speed] = [numberOf('stations'), numberOf('hours'), numberOf('speed')];

// Unlike a signal, an exit also ends every program started here.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** As a shop's server is: what is confirmed is on the disk. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
};

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'countertop-load-'));
const home = await newFolder();
const server = { folder: await newFolder(), owner: process.pid };
const address = values.database ?? addressIn(server.folder, 'postgres');
if (values.database === undefined) {
  const programs = await postgresPrograms();
  if (programs === undefined) throw new Error('PostgreSQL is not installed here: say --database');
  await startServer(server, programs, DURABLE);
}

const offices = await Promise.all(
  Array.from({ length: numberOf('offices') }, () => startOfficeProcess(address, home, 'inherit')),
);
const database = openPostgres(address);
try {
  console.error(`Enrolling ${stations} tills …`);
  const came = await runLoad({
    database,
    offices: offices.map(({ url }) => url),
    tills: await enrolTills(database, stations),
    hours,
    speed,
    onHour: (hour, pushed) => console.error(`Hour ${hour}: ${pushed} events`),
  });
  const busy = came.seconds - came.idleSeconds;
  const perSecond = Math.round(came.events / busy);
  const lines = {
    tills: `${stations}, ${hours} hours, ${came.payments} payments, ${came.events} events`,
    events: `${perSecond} a second while any waited (${Math.round(busy)} of ${Math.round(came.seconds)} s)`,
    acknowledgement: String(came.acknowledged),
    'live view': String(came.viewed),
    database: `${Math.round(came.bytes / Math.max(1, came.payments))} bytes a payment`,
    memory: `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB for the simulated tills`,
    lost: String(came.lost),
    doubled: String(came.doubled),
    'tills whose books differ': String(came.different),
  };
  for (const [name, text] of Object.entries(lines)) console.log(`${name.padEnd(26)}${text}`);
  process.exitCode = came.lost + came.doubled + came.different === 0 ? 0 : 1;
} finally {
  await database.close();
  await Promise.all(offices.map((office) => office.kill()));
  await stop(server.folder);
  await rm(home, { recursive: true, force: true });
}
