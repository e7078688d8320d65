/** Where the machine's processor time went, as Linux counts it. */
import { readdir, readFile } from 'node:fs/promises';
import type { Database } from '../../../src-office/database/database.ts';

/** Of `/proc/<pid>/stat`, counted after the program's name. */
const [PARENT, USER, SYSTEM, GONE_USER, GONE_SYSTEM] = [1, 11, 12, 13, 14];
const TICKS_A_SECOND = 100;

const fieldsOf = async (pid: number): Promise<readonly number[]> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
};

/** Of a process and its children that have ended; s. */
const secondsOf = async (pid: number): Promise<number> => {
  const fields = await fieldsOf(pid);
  const ticks = [USER, SYSTEM, GONE_USER, GONE_SYSTEM].map((field) => fields[field] ?? 0);
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
};

/** The server's first process, which has started all others; undefined where it runs elsewhere. */
export const serverOf = async (database: Database): Promise<number | undefined> => {
  const [row] = await database.query('SELECT pg_backend_pid() AS pid');
  const fields = await fieldsOf(Number(row?.['pid']));
  return fields[PARENT];
};

const withChildren = async (pid: number): Promise<readonly number[]> => {
  const all = (await readdir('/proc')).map(Number).filter((one) => one > 0);
  const parents = await Promise.all(all.map(async (one) => (await fieldsOf(one))[PARENT]));
  return [pid, ...all.filter((_, index) => parents[index] === pid)];
};

export interface Cpu {
  readonly tool: number;
  readonly office: number;
  readonly database: number;
  /** All that the machine did. */
  readonly machine: number;
}

const total = async (pids: readonly number[]): Promise<number> =>
  (await Promise.all(pids.map(secondsOf))).reduce((sum, one) => sum + one, 0);

const machineSeconds = async (): Promise<number> => {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n', 1);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softIrq) / TICKS_A_SECOND;
};

/** Seconds so far. */
export const readCpu = async (offices: readonly number[], server: number | undefined): Promise<Cpu> => {
  const { user, system } = process.cpuUsage();
  return {
    tool: (user + system) / 1e6,
    office: await total(offices),
    database: server === undefined ? 0 : await total(await withChildren(server)),
    machine: await machineSeconds(),
  };
};

export const spent = (before: Cpu, after: Cpu): Cpu => ({
  tool: after.tool - before.tool,
  office: after.office - before.office,
  database: after.database - before.database,
  machine: after.machine - before.machine,
});
