/**
 * A till's tables while they are rebuilt, part by part: beside those that people see and that the till's pushes go on
 * changing, under a name that no till has. They take the place of those one business date after the other, so that nothing
 * waits longer than for one date, however long the journal is.
 */
import { z } from 'zod';
import type { Database, Statements, Transaction } from '../../database/database.ts';
import { holdTurn } from '../../database/turns.ts';
import { clearDate, datesIn } from './draft-tables.ts';

export interface Draft {
  readonly station: string;
  /** The name that its rows have. */
  readonly name: string;
  /** Whose draft it is: if another process begins it again, it is no longer this one's. */
  readonly owner: number;
}

export class DraftTaken extends Error {}

const TURN = 'draft ';
const turnOf = (station: string): string => `${TURN}${station}`;

/** Takes it over from whoever had it. What they have left of it is still there. */
export const takeDraft = (database: Database, station: string, owner: number): Promise<Draft> =>
  database.transaction(async (statements) => {
    await holdTurn(statements, turnOf(station));
    statements.write('UPDATE turns SET at = $2 WHERE name = $1', [turnOf(station), owner]);
    return { station, name: `${station}~`, owner };
  });

/** Call first in each transaction that changes the draft. Throws `DraftTaken` if it is another process's by now. */
export const holdDraft = async (statements: Statements, { station, owner }: Draft): Promise<void> => {
  if ((await holdTurn(statements, turnOf(station))) !== owner) throw new DraftTaken();
};

/** The same, and no push of the till comes in until the transaction ends. */
export const holdWithTill = async (statements: Transaction, draft: Draft): Promise<void> => {
  await holdDraft(statements, draft);
  await statements.query('SELECT station FROM stations WHERE station = $1 FOR UPDATE', [draft.station]);
};

/** Deletes its rows, date by date. */
export const emptyDraft = async (database: Database, draft: Draft): Promise<void> => {
  for (const date of await datesIn(database, [draft.name]))
    await database.transaction(async (statements) => {
      await holdDraft(statements, draft);
      clearDate(statements, draft.name, date);
    });
};

/** Deletes all that is left of it. */
export const dropDraft = async (database: Database, draft: Draft): Promise<void> => {
  await emptyDraft(database, draft);
  await database.transaction(async (statements) => {
    await holdDraft(statements, draft);
    statements.write('DELETE FROM turns WHERE name = $1', [turnOf(draft.station)]);
  });
};

const turns = z.array(z.strictObject({ name: z.string() }));

/** The tills of which there is a draft, perhaps of a process that was killed. */
export const drafted = async ({ query }: Statements): Promise<readonly string[]> =>
  turns
    .parse(await query("SELECT name FROM turns WHERE name LIKE 'draft %'"))
    .map(({ name }) => name.slice(TURN.length));
