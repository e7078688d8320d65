/**
 * This computer while a package is tried on it; whatever was installed or made for the trial is removed
 * again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** An ordinary user, made for the trial. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** The output of a command, stdout and stderr in order. @throws Error with the output if the command fails */
export const output = (command: string, ...args: readonly string[]): string => {
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { env, encoding: 'utf8' });
  const said = `${stdout}${stderr}`;
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${status}: ${error ?? said}`);
  return said;
};

/** In its own session, so that Ctrl-C in a terminal does not stop it halfway. */
const apt = (...args: readonly string[]): string =>
  output('setsid', '--wait', 'apt-get', '--yes', '--quiet', ...args);

/** The names of all installed packages. */
const packages = (): ReadonlySet<string> =>
  new Set(output('dpkg-query', '--show', '--showformat', '${binary:Package}\n').trim().split('\n'));

export const installDeb = (file: string, ...options: readonly string[]): string =>
  apt('install', '--no-install-recommends', ...options, file);
export const remove = (name: string): string => apt('remove', name);
export const purge = (name: string): string => apt('purge', name);

const makeUser = (name: string): User => {
  output('useradd', '--create-home', '--shell', '/bin/sh', name);
  const [uid, gid] = ['--user', '--group'].map((kind) => Number(output('id', kind, name)));
  if (!uid || !gid) throw new Error(`${name} is no ordinary user`);
  return { name, uid, gid, home: join('/home', name) };
};

/** Ends the user's programs first: those of a deleted user would belong to the next one. */
const removeUser = ({ name }: User): void => {
  spawnSync('pkill', ['--signal', 'KILL', '--uid', name]);
  // It also complains, and ends with an error, about a mailbox that was never there.
  spawnSync('userdel', ['--remove', name]);
  if (spawnSync('id', [name]).status === 0) throw new Error(`the user ${name} could not be removed`);
};

/**
 * Does `work` on a machine without the package and with a new user, and restores the machine afterwards, even
 * if the trial is stopped from outside.
 * @throws Error if the package is already installed: it would be someone's till
 */
export const onThisMachine = async (name: string, work: (user: User) => Promise<void>): Promise<void> => {
  const before = packages();
  if (before.has(name) || existsSync(`/usr/bin/${name}`))
    throw new Error(`${name} is installed here already`);
  const user = makeUser(`${name}-${String(process.pid)}`);
  const tidy = (): void => {
    removeUser(user);
    const brought = [...packages()].filter((one) => !before.has(one));
    if (brought.length > 0) apt('purge', ...brought);
  };
  const stop = (): never => {
    tidy();
    process.exit(1);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('SIGHUP', stop);
  try {
    await work(user);
  } finally {
    tidy();
  }
};
