import { hash } from 'node:crypto';

/** The `previous_hash` of row 1. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

export interface ChainedRow {
  readonly sequence: number;
  readonly at: number;
  /** Texts, or their bytes as the file holds them. */
  readonly reference: string | Uint8Array;
  readonly type: string | Uint8Array;
  readonly payload: string | Uint8Array;
  readonly previousHash: string | Uint8Array;
}

const isText = (column: string | Uint8Array): column is string => typeof column === 'string';

const netstring = (column: string): string => `${Buffer.byteLength(column)}:${column},`;

const COMMA = Buffer.from(',');

const parts = (column: string | Uint8Array): readonly Uint8Array[] =>
  isText(column) ? [Buffer.from(netstring(column))] : [Buffer.from(`${column.byteLength}:`), column, COMMA];

/**
 * The hash of a row, as 64 lower-case hex digits. To check a journal without this program, take the columns
 *
 *   sequence, at, reference, type, payload, previous_hash
 *
 * in this order, each as bytes: the two integers as decimal ASCII digits, the four texts as the UTF-8 that is stored.
 * Write each as a netstring (its length in bytes as decimal digits, ':', the bytes, ','), put the six one after another
 * and take SHA-256. So row 1 begins `1:1,13:1764000000000,`. `previous_hash` is the `hash` of the row before; of row 1
 * it is 64 zeros. Lengths in front leave only one way to cut the bytes into columns.
 */
export const hashOf = (row: ChainedRow): string => {
  const columns = [
    String(row.sequence),
    String(row.at),
    row.reference,
    row.type,
    row.payload,
    row.previousHash,
  ];
  return hash(
    'sha256',
    columns.every(isText) ? columns.map(netstring).join('') : Buffer.concat(columns.flatMap(parts)),
  );
};
