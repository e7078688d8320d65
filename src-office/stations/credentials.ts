/**
 * The tills' credentials: each till has one valid credential; former ones are stored with the reason why they are no
 * longer valid.
 */
import { z } from 'zod';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import { CREDENTIAL_REFUSALS } from '#domain/office/enrolment.ts';
import type { Statements, Transaction } from '../database/database.ts';
import { CHANGED } from './changed.ts';
import { hashOf } from './secrets.ts';

/** As a till sends it: `Bearer <station>.<credential>`. */
export interface Shown {
  readonly station: string;
  readonly hash: string;
}

const BEARER = /^Bearer ([0-9A-Z]{1,64})\.([\w-]{32,200})$/;

export const readBearer = (header: string | undefined): Shown | undefined => {
  const [, station, credential] = BEARER.exec(header ?? '') ?? [];
  return station === undefined || credential === undefined
    ? undefined
    : { station, hash: hashOf(credential) };
};

const refusedRow = z.strictObject({ refused: z.enum(CREDENTIAL_REFUSALS).nullable() });

/** Why a credential is not valid; null if it is. */
export const refusalOf = async (
  { query }: Statements,
  { station, hash }: Shown,
): Promise<CredentialRefusal | null> => {
  const [row] = await query('SELECT refused FROM credentials WHERE station = $1 AND hash = $2', [
    station,
    hash,
  ]);
  return row ? refusedRow.parse(row).refused : 'unknown';
};

/** Makes this credential the only valid one. The caller holds the station's row. */
export const giveCredential = (
  { write }: Pick<Transaction, 'write'>,
  { station, hash }: Shown,
  now: number,
): void => {
  write(
    `UPDATE credentials SET refused = 'replaced', refused_at = $3
     WHERE station = $1 AND hash <> $2 AND refused IS NULL`,
    [station, hash, now],
  );
  write(`INSERT INTO credentials (station, hash, given_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
    station,
    hash,
    now,
  ]);
  write(`UPDATE stations SET credential_hash = $2, revoked_at = NULL, ${CHANGED} WHERE station = $1`, [
    station,
    hash,
  ]);
};

/** Makes every credential of the till invalid. */
export const revokeCredentials = async (
  { query }: Statements,
  station: string,
  now: number,
): Promise<void> => {
  await query('SELECT station FROM stations WHERE station = $1 FOR UPDATE', [station]);
  await query(
    `UPDATE credentials SET refused = 'revoked', refused_at = $2 WHERE station = $1 AND refused IS NULL`,
    [station, now],
  );
  await query(`UPDATE stations SET credential_hash = '', revoked_at = $2, ${CHANGED} WHERE station = $1`, [
    station,
    now,
  ]);
};
