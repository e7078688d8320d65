/**
 * A real PostgreSQL for the tests: Debian's, run by an ordinary user on a socket in its own folder, without
 * network. It starts when the first test asks for it, serves all of them, and is stopped by `stop` after the
 * last.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { PATIENCE_MS } from '../patience.ts';

const execute = promisify(execFile);

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

type ServerSettings = Readonly<Record<string, string>>;

/** Nothing of the tests outlives them, so nothing waits for the disk. */
const SETTINGS: ServerSettings = {
  listen_addresses: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '32MB',
};

/** One run of the tests. */
export interface Run {
  readonly folder: string;
  /** The process that all others of the run belong to. */
  readonly owner: number;
}

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

/**
 * Runs a program until it ends or the process `$1` is gone; that process may be killed without stopping
 * anything.
 */
const WATCHED = `owner=$1; shift; "$@" & server=$!
while [ -d "/proc/$owner" ] && kill -0 $server 2>/dev/null; do sleep 1; done
kill -QUIT $server 2>/dev/null; wait $server`;

const runAs = async (programs: string, name: string, args: readonly string[], cwd: string): Promise<void> => {
  await execute(join(programs, name), [...args], { ...asOrdinaryUser, cwd });
};

/** A folder of the ordinary user's. */
const ownFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  if (isRoot) await chown(folder, NOBODY.uid, NOBODY.gid);
};

const makeEmpty = async (folder: string, programs: string): Promise<void> => {
  await ownFolder(folder);
  const args = [
    '-D',
    dataIn(folder),
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ];
  await runAs(programs, 'initdb', args, folder);
};

/** A copy of the server in `from`, which follows it once it runs. */
export const makeStandby = async (folder: string, from: string, programs: string): Promise<void> => {
  await ownFolder(folder);
  await runAs(
    programs,
    'pg_basebackup',
    ['-D', dataIn(folder), '-h', from, '-U', 'postgres', '-R', '-c', 'fast'],
    folder,
  );
};

/** Makes a standby the server that writes. */
export const promote = (folder: string, programs: string): Promise<void> =>
  runAs(programs, 'pg_ctl', ['promote', '-w', '-D', dataIn(folder)], folder);

/** Runs the server whose data is in `folder`; `changed` over the settings of the tests. */
export const launch = async (
  { folder, owner }: Run,
  programs: string,
  changed: ServerSettings = {},
): Promise<void> => {
  const data = dataIn(folder);
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: folder, ...changed });
  const args = ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  spawn('/bin/sh', ['-c', WATCHED, 'sh', String(owner), join(programs, 'postgres'), ...args], {
    ...asOrdinaryUser,
    cwd: folder,
    stdio: 'ignore',
    detached: true,
  }).unref();
  await untilItAnswers(folder);
};

/** A new server, running. */
export const startServer = async (
  run: Run,
  programs: string,
  changed: ServerSettings = {},
): Promise<void> => {
  await makeEmpty(run.folder, programs);
  await launch(run, programs, changed);
};

/** Starts it in `folder`, unless another worker of the tests does or has done so. */
export const startOnce = async (run: Run, programs: string): Promise<void> => {
  const { folder } = run;
  const isFirst = await mkdir(join(folder, 'begun')).then(
    () => true,
    () => false,
  );
  if (isFirst) await startServer(run, programs);
  else await untilItAnswers(folder);
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Ends it at once, as a power cut does, where it was ever started. */
export const kill = async (folder: string): Promise<void> => {
  const file = join(dataIn(folder), 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n', 1)[0]);
  process.kill(pid, 'SIGQUIT');
  while (isAlive(pid)) await wait(20);
};

/** Ends it and takes its folder away. */
export const stop = async (folder: string): Promise<void> => {
  await kill(folder);
  await rm(folder, { recursive: true, force: true });
};
