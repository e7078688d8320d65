/**
 * The database's clock, by which all processes of the office go: their own clocks may differ by any time, and each stores
 * instants that the others compare with theirs.
 */
import { z } from 'zod';
import type { Statements } from './database.ts';

const told = z.tuple([z.strictObject({ now: z.int() })]);
const NOW = 'SELECT CAST(floor(extract(epoch FROM statement_timestamp()) * 1000) AS bigint) AS now';

/** How often the two clocks are compared; ms. */
const EVERY = 60_000;
/** An answer that takes longer does not say well enough when it was made; ms. */
const SOON = 2_000;
/** A smaller difference is due to the way there and back; ms. */
const SAME_WITHIN = 250;

export interface Clock {
  /** Epoch ms. */
  readonly now: () => number;
  readonly stop: () => void;
}

/** How far the database's clock is ahead of the process's own; undefined if the answer took too long to tell. */
const askAhead = async ({ query }: Statements, own: () => number): Promise<number | undefined> => {
  const before = own();
  const [{ now }] = told.parse(await query(NOW));
  const after = own();
  // Before, if the own clock was set meanwhile.
  return after < before || after - before > SOON ? undefined : now - Math.round((before + after) / 2);
};

/** Until the first comparison succeeds, the time is the process's own. `own`: its clock; epoch ms. */
export const clockOf = async (statements: Statements, own: () => number): Promise<Clock> => {
  let ahead = 0;
  const compare = async (): Promise<void> => {
    const now = await askAhead(statements, own);
    if (now !== undefined && Math.abs(now - ahead) > SAME_WITHIN) ahead = now;
  };
  await compare();
  // While the database is away, all else reports that.
  const timer = setInterval(() => void compare().catch(() => undefined), EVERY);
  timer.unref();
  return { now: () => own() + ahead, stop: () => clearInterval(timer) };
};
