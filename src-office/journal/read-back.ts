/** A till's journal, as sent to a new computer that restores it. */
import { z } from 'zod';
import type { JournalPart } from '#domain/office/restoring.ts';
import { PART_BYTES } from '#domain/office/restoring.ts';
import { MAX_PUSH_ROWS } from '#domain/office/push.ts';
import type { Statements } from '../database/database.ts';

const rowsFound = z.array(
  z
    .strictObject({ at: z.int(), reference: z.string(), type: z.string(), payload: z.string() })
    .transform(({ at, reference, type, payload }): JournalPart['rows'][number] => [
      at,
      reference,
      type,
      payload,
    ]),
);

/**
 * The rows after one, until those before are longer than an answer; `$3` ends the range of rows. The database adds up
 * their lengths, which it knows without reading them: 500 of the longest rows are 4 GB.
 */
const SOME = `SELECT at, reference, type, payload FROM (
    SELECT sequence, at, reference, type, payload,
      sum(octet_length(payload)) OVER (ORDER BY sequence) - octet_length(payload) AS bytes_before
    FROM events WHERE station = $1 AND sequence > $2 AND sequence <= $3
  ) AS part WHERE bytes_before <= $4 ORDER BY sequence`;

/** As many rows as fit one answer, but at least the first. */
const fitting = (rows: JournalPart['rows']): JournalPart['rows'] => {
  let bytes = 0;
  const tooMany = rows.findIndex((row, index) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return index > 0 && bytes > PART_BYTES;
  });
  return tooMany === -1 ? rows : rows.slice(0, tooMany);
};

export const readBack = async (
  { query }: Statements,
  station: string,
  after: number,
): Promise<JournalPart> => {
  const rows = rowsFound.parse(await query(SOME, [station, after, after + MAX_PUSH_ROWS, PART_BYTES]));
  return { rows: fitting(rows) };
};
