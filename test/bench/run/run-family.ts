/**
 * Each family of rows runs in its own process: what one family has compiled or left in memory must not affect
 * another, and a row gives the same result alone and among all.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { slowed } from '../check/slowed.ts';
import type { BenchRow, Family, Measured } from '../kit/row.ts';

export type Outcome =
  { readonly row: string; readonly measured: Measured } | { readonly row: string; readonly why: string };

const FAMILY = 'COUNTERTOP_BENCH_FAMILY';
const ROWS = 'COUNTERTOP_BENCH_ROWS';

/** The number of the family that this process measures; undefined in the process that starts them. */
export const ownFamily = (): number | undefined =>
  process.env[FAMILY] === undefined ? undefined : Number(process.env[FAMILY]);

const outcomeOf = async ({ name, measure }: BenchRow): Promise<Outcome> => {
  try {
    return { row: name, measured: slowed(await measure()) };
  } catch (error) {
    return { row: name, why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

/** In the family's own process: measures the wanted rows and sends each result to the parent. */
export const measureOwn = async ({ rows, close }: Family): Promise<void> => {
  const wanted = (process.env[ROWS] ?? '').split(',');
  try {
    for (const row of rows.filter(({ name }) => wanted.includes(name))) {
      const outcome = await outcomeOf(row);
      await new Promise((sent) => process.send?.(outcome, sent));
    }
  } finally {
    close?.();
    process.disconnect();
  }
};

/** Starts this program again for the rows of one family; rows it did not reach count as failures. */
export const runFamily = async (
  program: string,
  number: number,
  rows: readonly string[],
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  const env = { ...process.env, [FAMILY]: String(number), [ROWS]: rows.join(',') };
  const child = fork(program, [], { env });
  child.on('message', (outcome) => outcomes.push(outcome as Outcome));
  const [code] = (await once(child, 'exit')) as [number | null];
  const missing = rows.filter((name) => outcomes.every(({ row }) => row !== name));
  return [
    ...outcomes,
    ...missing.map((row) => ({ row, why: `its process ended first (code ${String(code)})` })),
  ];
};
