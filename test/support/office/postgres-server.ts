/**
 * A real PostgreSQL for the tests: Debian's, run by an ordinary user on a socket in a folder of its own, without the
 * network. It starts when the first test asks for it, serves all of them, and is stopped by `stop` after the last.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { PATIENCE_MS } from '../patience.ts';

const run = promisify(execFile);

const VERSIONS = '/usr/lib/postgresql';

/** Where the programs of the newest version are; undefined where there are none. */
export const postgresPrograms = async (): Promise<string | undefined> => {
  if (!existsSync(VERSIONS)) return undefined;
  const versions = (await readdir(VERSIONS)).map(Number).filter((version) => version >= 14);
  const folders = versions
    .sort((one, other) => other - one)
    .map((version) => join(VERSIONS, String(version), 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'postgres')));
};

/** Debian's `nobody`: PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const asOrdinaryUser = isRoot ? NOBODY : {};

/** Nothing here outlives the tests, so nothing waits for the disk. */
const SETTINGS = {
  listen_addresses: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '32MB',
};

const dataIn = (folder: string): string => join(folder, 'data');

/** The address of a database of the server in `folder`. */
export const addressIn = (folder: string, database: string): string =>
  `postgresql://postgres@${encodeURIComponent(folder)}/${database}`;

const answers = async (folder: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: addressIn(folder, 'postgres') });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};

const untilItAnswers = async (folder: string): Promise<void> => {
  const until = Date.now() + PATIENCE_MS;
  while (!(await answers(folder))) {
    if (Date.now() > until) throw new Error(`PostgreSQL does not answer in ${folder}`);
    await wait(50);
  }
};

const start = async (folder: string, programs: string): Promise<void> => {
  await chmod(folder, 0o755);
  if (isRoot) await chown(folder, NOBODY.uid, NOBODY.gid);
  const data = dataIn(folder);
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  await run(join(programs, 'initdb'), initdb, { ...asOrdinaryUser, cwd: folder });
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: folder });
  const args = ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  spawn(join(programs, 'postgres'), args, {
    ...asOrdinaryUser,
    cwd: folder,
    stdio: 'ignore',
    detached: true,
  }).unref();
};

/** Starts it in `folder`, unless another worker of the tests does or has done so. */
export const startOnce = async (folder: string, programs: string): Promise<void> => {
  const isFirst = await mkdir(join(folder, 'begun')).then(
    () => true,
    () => false,
  );
  if (isFirst) await start(folder, programs);
  await untilItAnswers(folder);
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Stops it, where it was ever started, and takes its folder away. */
export const stop = async (folder: string): Promise<void> => {
  const file = join(dataIn(folder), 'postmaster.pid');
  if (existsSync(file)) {
    const pid = Number((await readFile(file, 'utf8')).split('\n', 1)[0]);
    process.kill(pid, 'SIGQUIT');
    while (isAlive(pid)) await wait(20);
  }
  await rm(folder, { recursive: true, force: true });
};
