/** Reads payments and refunds together with the events that their rows leave out. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { EventPayloads } from '#domain/stored/compact-state.ts';

const payloadOf = (sequence: string): string =>
  `(SELECT payload FROM events WHERE events.sequence = ${sequence})`;

/** How every query for rows begins; `first` and `last` are NULL for a row that is stored whole. */
export const selectFrom = (table: 'payments' | 'refunds'): string =>
  `SELECT reference, number, body, sequence, hash, ${payloadOf(`${table}.began`)} AS first,
     iif(began IS NULL, NULL, ${payloadOf(`${table}.sequence`)}) AS last FROM ${table}`;

export const payloadsOf = (first: string | null, last: string | null): EventPayloads | null =>
  first === null || last === null ? null : { first, last };

const foundPayloads = z.strictObject({ began: z.int(), first: z.string(), last: z.string() });

/** Reads the payloads of the event that a payment or refund began with, and of the event `sequence`. */
export const payloadReader = (
  db: Database.Database,
): ((reference: string, sequence: number) => z.infer<typeof foundPayloads>) => {
  const read = db.prepare<[string, number]>(
    `SELECT first.sequence AS began, first.payload AS first, last.payload AS last
     FROM events AS first, events AS last
     WHERE first.sequence = (SELECT min(sequence) FROM events WHERE reference = +?) AND last.sequence = ?`,
  );
  return (reference, sequence) => foundPayloads.parse(read.get(reference, sequence));
};
