/** What people at the office do with tills. */
import type { Statements } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import { CHANGED } from './changed.ts';
import { revokeCredentials } from './credentials.ts';

export const renameStation = async ({ query }: Statements, station: string, name: string): Promise<void> => {
  await query(`UPDATE stations SET name = $2, ${CHANGED} WHERE station = $1`, [station, name]);
};

/**
 * Makes the till's credential invalid; a code for replacing it lets it in again. Call in a transaction, and tell the
 * till's stream.
 */
export const revokeStation = (statements: Statements, { now }: Outside, station: string): Promise<void> =>
  revokeCredentials(statements, station, now());
