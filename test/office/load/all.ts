/** How much the office can take. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from '../../../scripts/command/read-options.ts';
import { openPostgres } from '../../../src-office/database/postgres.ts';
import { addressIn, postgresPrograms, startServer, stop } from '../../support/office/postgres-server.ts';
import { enrolTills } from './enrolled.ts';
import { fillTo } from './fill.ts';
import { signIn } from './live-view.ts';
import type { Measuring } from './measure.ts';
import { measure } from './measure.ts';
import type { OfficeProcess } from './office-process.ts';
import { startOfficeProcess } from './office-process.ts';
import { printed } from './printed.ts';

const USAGE = `npm run office:load -- [--stations 10000] [--hours 24] [--speed 10] [--offices 2] [--grown 1,2,5]
                       [--database URL]: how much the office can take; docs/office/load.md`;

const { values } = readOptions(USAGE, {
  options: {
    stations: { type: 'string', default: '10000' },
    hours: { type: 'string', default: '24' },
    speed: { type: 'string', default: '10' },
    /** Number of office processes. */
    offices: { type: 'string', default: '2' },
    /** Millions of events in the database at which it is measured again, one after the other. */
    grown: { type: 'string', default: '' },
    /** An empty database; without one, a PostgreSQL of its own is started. */
    database: { type: 'string' },
  },
});
const MAX = { stations: 100_000, speed: 1_000_000, offices: 16 };
const numberOf = (name: keyof typeof MAX): number => {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 1 && number <= MAX[name]) return number;
  console.error(`--${name} is a whole number from 1 to ${MAX[name]}.`);
  process.exit(2);
};
const [stations, speed] = [numberOf('stations'), numberOf('speed')];
/** A part of an hour is enough to measure for a minute. */
const hours = Number(values.hours);
if (!(hours > 0 && hours <= 168)) throw new Error('--hours is a number up to 168.');
const grown = values.grown === '' ? [] : values.grown.split(',').map(Number);

// Unlike a signal, an exit also ends every program started here.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** As on a shop's server: what is confirmed is on the disk. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
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

const say = (text: string): void => console.error(text);
// One after the other: only the last code is valid.
const offices: OfficeProcess[] = [];
for (let office = 0; office < numberOf('offices'); office += 1)
  offices.push(await startOfficeProcess(address, home, 'inherit'));
const database = openPostgres(address, 0);
/** Whether nothing was lost and nothing differs. */
const measureAs = async (title: string, measuring: Measuring): Promise<boolean> => {
  const measured = await measure(measuring, say);
  for (const line of printed(title, measuring, measured)) console.log(line);
  return measured.lost + measured.doubled + measured.different === 0;
};
try {
  const last = offices.at(-1);
  if (!last?.ownerCode) throw new Error('The database is not empty');
  const cookie = await signIn(last.url, last.ownerCode);
  say(`Enrolling ${stations} tills …`);
  const from = performance.now();
  const tills = await enrolTills(database, stations);
  console.log(`${stations} tills enrolled in ${Math.round((performance.now() - from) / 1_000)} s`);
  const measuring = { database, offices, cookie, tills, hours, speed };
  const good = [await measureAs('An empty database', { ...measuring, name: 'T' })];
  for (const millions of grown) {
    say(`Filling the database to ${millions} million events …`);
    await fillTo(database, millions * 1e6, stations, Math.floor(Date.now() / 86_400_000) * 86_400_000);
    good.push(await measureAs(`${millions} million events`, { ...measuring, name: `G${millions}T` }));
  }
  process.exitCode = good.every(Boolean) ? 0 : 1;
} finally {
  await database.close();
  await Promise.all(offices.map((office) => office.kill()));
  await stop(server.folder);
  await rm(home, { recursive: true, force: true });
}
