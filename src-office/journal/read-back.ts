/** A till's journal, as it is read in parts: by a new computer that restores it, or to be projected again. */
import { z } from 'zod';
import type { JournalPart } from '#domain/office/restoring.ts';
import { PART_BYTES } from '#domain/office/restoring.ts';
import { MAX_PUSH_ROWS } from '#domain/office/push.ts';
import type { Statements } from '../database/database.ts';
import type { Row } from './chain.ts';

const rowsFound = z.array(
  z.strictObject({
    sequence: z.int(),
    at: z.int(),
    reference: z.string(),
    type: z.string(),
    payload: z.string(),
    hash: z.string(),
  }) satisfies z.ZodType<Row>,
);

/**
 * The rows after one, until those before are longer than an answer; `$3` ends the range of rows. The database adds up
 * their lengths, which it knows without reading them: 500 of the longest rows are 4 GB.
 */
const SOME = `SELECT sequence, at, reference, type, payload, hash FROM (
    SELECT sequence, at, reference, type, payload, hash,
      sum(octet_length(payload)) OVER (ORDER BY sequence) - octet_length(payload) AS bytes_before
    FROM events WHERE station = $1 AND sequence > $2 AND sequence <= $3
  ) AS part WHERE bytes_before <= $4 ORDER BY sequence`;

/** Some of the next rows of a journal, few enough for the memory; none at its end. */
export const rowsAfter = async (
  { query }: Statements,
  station: string,
  after: number,
): Promise<readonly Row[]> =>
  rowsFound.parse(await query(SOME, [station, after, after + MAX_PUSH_ROWS, PART_BYTES]));

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
  statements: Statements,
  station: string,
  after: number,
): Promise<JournalPart> => {
  const rows = await rowsAfter(statements, station, after);
  return { rows: fitting(rows.map(({ at, reference, type, payload }) => [at, reference, type, payload])) };
};
