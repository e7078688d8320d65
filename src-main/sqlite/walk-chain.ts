import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { PaymentEvent } from '#domain/payment.ts';
import { beginsStory } from '#domain/payment.ts';
import type { Head } from './events-table.ts';
import { FIRST_PREVIOUS_HASH, hashOf } from './hash-chain.ts';
import type { Broken } from './replay.ts';
import { isDamage } from './refusal.ts';
import { readEvent } from './rows.ts';

/** Texts as bytes: decoding could turn a damaged character into the one that was there before. */
const ROWS = `SELECT sequence, at,
    CAST(reference AS BLOB) AS reference, CAST(type AS BLOB) AS type, CAST(payload AS BLOB) AS payload,
    CAST(previous_hash AS BLOB) AS previousHash, CAST(hash AS BLOB) AS hash
  FROM events ORDER BY sequence`;

const bytes = z.instanceof(Uint8Array);
const rawRow = z.strictObject({
  sequence: z.int(),
  at: z.int(),
  reference: bytes,
  type: bytes,
  payload: bytes,
  previousHash: bytes,
  hash: bytes,
});
type RawRow = z.infer<typeof rawRow>;

const text = (raw: Uint8Array): string => Buffer.from(raw).toString('utf8');

const typeInPayload = (payload: Uint8Array): PaymentEvent['type'] | undefined => {
  try {
    return readEvent(text(payload)).type;
  } catch {
    return undefined;
  }
};

/** What is wrong with a row that should follow `head`, or undefined. Adds the payment it begins to `known`. */
const faultIn = (row: RawRow, head: Head, known: Set<string>): string | undefined => {
  if (text(row.previousHash) !== head.hash) return 'it does not carry the hash of the row before';
  if (text(row.hash) !== hashOf(row)) return 'its content does not match its hash';
  const type = typeInPayload(row.payload);
  if (type === undefined) return 'its payload cannot be read';
  if (type !== text(row.type)) return 'its payload is of another type than the row says';
  const reference = text(row.reference);
  if (known.has(reference) === beginsStory(type)) {
    return known.has(reference) ? 'its payment was begun before' : 'its payment was never begun';
  }
  known.add(reference);
  return undefined;
};

/** Follows the chain from the first row to the last and says where it ends or where it first breaks. */
export const walkChain = (db: Database.Database): ({ readonly ok: true } & Head) | Broken => {
  const known = new Set<string>();
  let head: Head = { sequence: 0, hash: FIRST_PREVIOUS_HASH };
  try {
    for (const found of db.prepare(ROWS).iterate()) {
      const sequence = head.sequence + 1;
      const { success, data: row } = rawRow.safeParse(found);
      if (!success) return { ok: false, sequence, why: 'it does not hold what a row must hold' };
      if (row.sequence !== sequence) return { ok: false, sequence, why: 'it is missing' };
      const why = faultIn(row, head, known);
      if (why !== undefined) return { ok: false, sequence, why };
      head = { sequence, hash: text(row.hash) };
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ok: false, sequence: head.sequence + 1, why: 'the file is damaged where it should be' };
  }
  return { ok: true, ...head };
};
