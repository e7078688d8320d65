/** What people at the office do with tills. */
import type { Statements } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import { CHANGED } from './changed.ts';
import { endCodesFor } from './codes.ts';
import { revokeCredentials } from './credentials.ts';

export const renameStation = async ({ query }: Statements, station: string, name: string): Promise<void> => {
  await query(`UPDATE stations SET name = $2, ${CHANGED} WHERE station = $1`, [station, name]);
};

/**
 * Makes the till's credential invalid, and the codes for replacing it; one that is made later lets it in again. Call in a
 * transaction, and tell the till's stream. Codes first, as an enrolment holds them.
 */
export const revokeStation = async (
  statements: Statements,
  { now }: Outside,
  station: string,
): Promise<void> => {
  await endCodesFor(statements, station);
  await revokeCredentials(statements, station, now());
};
