/** Reads payments and refunds together with the events that their rows leave out. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Told } from '#domain/stored/told-facts.ts';

const payloadOf = (sequence: string): string =>
  `(SELECT payload FROM events WHERE events.sequence = ${sequence})`;

/** How every query for rows begins; `first` and `last` are NULL for a row that is stored whole. */
export const selectFrom = (table: 'payments' | 'refunds'): string =>
  `SELECT number, body, sequence, hash, ${payloadOf(`${table}.began`)} AS first,
     iif(began IS NULL, NULL, ${payloadOf(`${table}.sequence`)}) AS last FROM ${table}`;

export const toldOf = (first: string | null, last: string | null): Told | null =>
  first === null || last === null ? null : { first, last };

const told = z.strictObject({ began: z.int(), first: z.string(), last: z.string() });

/** Finds the event that a payment or refund began with, and reads it and the event `sequence`. */
export const teller = (
  db: Database.Database,
): ((reference: string, sequence: number) => z.infer<typeof told>) => {
  const read = db.prepare<[string, number]>(
    `SELECT first.sequence AS began, first.payload AS first, last.payload AS last
     FROM events AS first, events AS last
     WHERE first.sequence = (SELECT min(sequence) FROM events WHERE reference = ?) AND last.sequence = ?`,
  );
  return (reference, sequence) => told.parse(read.get(reference, sequence));
};
