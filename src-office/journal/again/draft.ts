/**
 * A till's tables while they are rebuilt, part by part: beside those that people see and that the till's pushes go on
 * changing, under a name that no till has. So nothing waits for it, however long the journal is.
 */
import type { Statements, Transaction } from '../../database/database.ts';
import { replaceRows } from '../../database/insert.ts';
import { holdTurn } from '../../database/turns.ts';
import { DAYS, MOVES } from '../sums/sums.ts';
import { STATION_DAYS } from '../sums/station-days.ts';
import { PAYMENTS, REFUNDS } from '../projections.ts';

const TABLES = [
  ...[PAYMENTS, REFUNDS, MOVES, DAYS].map(({ table, columns }) => ({ table, columns: Object.keys(columns) })),
  STATION_DAYS,
];

export interface Draft {
  readonly station: string;
  /** The name that its rows have. */
  readonly name: string;
  /** Whose draft it is: if another process begins it again, it is no longer this one's. */
  readonly owner: number;
}

export class DraftTaken extends Error {}

const turnOf = (station: string): string => `draft ${station}`;

/** An empty draft; what somebody has left of an earlier one is deleted. Call in a transaction. */
export const beginDraft = async (statements: Transaction, station: string, owner: number): Promise<Draft> => {
  const draft = { station, name: `${station}~`, owner };
  await holdTurn(statements, turnOf(station));
  statements.write('UPDATE turns SET at = $2 WHERE name = $1', [turnOf(station), owner]);
  for (const { table } of TABLES) statements.write(`DELETE FROM ${table} WHERE station = $1`, [draft.name]);
  return draft;
};

/** Call first in each transaction that changes the draft. Throws `DraftTaken` if it is another process's by now. */
export const holdDraft = async (statements: Statements, { station, owner }: Draft): Promise<void> => {
  if ((await holdTurn(statements, turnOf(station))) !== owner) throw new DraftTaken();
};

/** Puts the draft in the place of the till's tables. The caller holds it, and the till's row. */
export const placeDraft = (statements: Transaction, { station, name }: Draft): void => {
  for (const table of TABLES) replaceRows(statements, table, name, station);
  statements.write('DELETE FROM turns WHERE name = $1', [turnOf(station)]);
};
