/** The text that each row's hash covers, so that nobody can change, remove or insert a row unnoticed. */

/** The `previous_hash` of row 1. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

/** The reference of all activity records. */
export const ACTIVITY_REFERENCE = 'house';

/** How the types of a refund's events begin, and no others under a payment's or refund's reference. */
export const REFUND_PREFIX = 'refund-';

export interface ChainedRow {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  readonly reference: string;
  readonly type: string;
  readonly payload: string;
  readonly previousHash: string;
}

/** The last row's number and hash; 0 and 64 zeros before the first. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}

export const NO_ROWS: Head = { sequence: 0, hash: FIRST_PREVIOUS_HASH };

const utf8 = new TextEncoder();

const netstring = (column: string): string => `${utf8.encode(column).byteLength}:${column},`;

/**
 * The text whose SHA-256 (over its UTF-8) is the hash of a row, as 64 lower-case hex digits. To check a journal without
 * this program, take the columns
 *
 *   sequence, at, reference, type, payload, previous_hash
 *
 * in this order, each as bytes: the two integers as decimal ASCII digits, the four texts as the UTF-8 that is stored.
 * Write each as a netstring (its length in bytes as decimal digits, ':', the bytes, ','), put the six one after another
 * and take SHA-256. So row 1 begins `1:1,13:1764000000000,`. `previous_hash` is the `hash` of the row before; of row 1
 * it is 64 zeros. Because each length comes first, the bytes can be split into columns in only one way.
 */
export const hashedText = ({ sequence, at, reference, type, payload, previousHash }: ChainedRow): string =>
  [String(sequence), String(at), reference, type, payload, previousHash].map(netstring).join('');
