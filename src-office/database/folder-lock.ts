/** Only one process at a time may open an embedded database: two would destroy it. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export class FolderTaken extends Error {
  constructor(lock: string, pid: number) {
    super(`Process ${pid} has the office's embedded database open. Use PostgreSQL for several (${lock})`);
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const write = async (lock: string): Promise<boolean> => {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Writes this process's id beside the folder and returns a function that removes it. An id left behind by a process
 * that has ended is replaced. Throws `FolderTaken`.
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const lock = `${folder}.lock`;
  await mkdir(dirname(folder), { recursive: true });
  if (!(await write(lock))) {
    const pid = Number(await readFile(lock, 'utf8'));
    if (pid !== process.pid && pid > 0 && isAlive(pid)) throw new FolderTaken(lock, pid);
    await rm(lock, { force: true });
    if (!(await write(lock))) throw new FolderTaken(lock, Number(await readFile(lock, 'utf8')));
  }
  return () => rm(lock, { force: true });
};
