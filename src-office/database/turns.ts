/** Coordinates work that any process may do but only one needs to. */
import { z } from 'zod';
import type { Database, Statements } from './database.ts';

const row = z.object({ at: z.int() });

/**
 * Returns when the last turn of this name was (epoch ms, 0 for never), and keeps every other process waiting here until
 * the transaction ends. Rows about tills cannot be locked for that: Citus locks them one till at a time.
 */
export const holdTurn = async (statements: Statements, name: string): Promise<number> => {
  await statements.query('INSERT INTO turns (name, at) VALUES ($1, 0) ON CONFLICT DO NOTHING', [name]);
  const [turn] = await statements.query('SELECT at FROM turns WHERE name = $1 FOR UPDATE', [name]);
  return turn ? row.parse(turn).at : 0;
};

/**
 * Takes the turn if no process has had one within `every` ms, and returns when the previous turn was (epoch ms, 0 for
 * never); otherwise undefined.
 */
export const takeTurn = (
  db: Database,
  name: string,
  every: number,
  now: number,
): Promise<number | undefined> =>
  db.transaction(async (statements) => {
    const last = await holdTurn(statements, name);
    // A process whose clock was ahead must not block the others for good.
    if (last > now - every && last <= now) return undefined;
    await statements.query('UPDATE turns SET at = $2 WHERE name = $1', [name, now]);
    return last;
  });

/** Stores an instant under a name. */
export const noteTurn = async (db: Database, name: string, at: number): Promise<void> => {
  await db.query('INSERT INTO turns (name, at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET at = $2', [
    name,
    at,
  ]);
};

export const turnAt = async (db: Database, name: string): Promise<number> => {
  const [turn] = await db.query('SELECT at FROM turns WHERE name = $1', [name]);
  return turn ? row.parse(turn).at : 0;
};
