/** What the office's people do with tills. */
import type { Database, Statements } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import { CHANGED } from './changed.ts';
import { revokeCredentials } from './credentials.ts';

export const renameStation = async ({ query }: Statements, station: string, name: string): Promise<void> => {
  await query(`UPDATE stations SET name = $2, ${CHANGED} WHERE station = $1`, [station, name]);
};

/** Its credential is no longer good; a code for replacing it lets it in again. Tell its stream. */
export const revokeStation = (database: Database, { now }: Outside, station: string): Promise<void> => {
  const at = now();
  return database.transaction((statements) => revokeCredentials(statements, station, at));
};
