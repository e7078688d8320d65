/** Whose payment or refund a reference names. */
import { z } from 'zod';
import { readReference } from '#domain/payment/reference.ts';
import type { Statements } from '../database/database.ts';
import type { Gateway } from './gateways.ts';

const found = z.array(z.strictObject({ station: z.string() }));

/**
 * The tills of the gateway's store that have it, or that made it but have not pushed it yet: a customer may be quicker
 * than the push, and the reference says which installation made it.
 */
export const stationsOf = async (
  { query }: Statements,
  reference: string,
  { store }: Gateway,
): Promise<readonly string[]> => {
  const having = await Promise.all(
    ['payments', 'refunds'].map((table) =>
      query(`SELECT station FROM ${table} WHERE reference = $1`, [reference]),
    ),
  );
  const rows = await query(
    `SELECT station FROM stations
     WHERE (station = ANY($1::text[]) OR installation = $2) AND ($3::text IS NULL OR store = $3)`,
    [
      found.parse(having.flat()).map(({ station }) => station),
      readReference(reference)?.mark?.identity ?? '',
      store,
    ],
  );
  return found.parse(rows).map(({ station }) => station);
};
