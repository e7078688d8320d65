/** What the office's people do with tills. */
import type { Statements } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import { CHANGED } from './changed.ts';
import { revokeCredentials } from './credentials.ts';

export const renameStation = async ({ query }: Statements, station: string, name: string): Promise<void> => {
  await query(`UPDATE stations SET name = $2, ${CHANGED} WHERE station = $1`, [station, name]);
};

/** Its credential is no longer good; a code for replacing it lets it in again. In a transaction; tell its stream. */
export const revokeStation = (statements: Statements, { now }: Outside, station: string): Promise<void> =>
  revokeCredentials(statements, station, now());
