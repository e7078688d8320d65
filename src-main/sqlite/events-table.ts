import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { PaymentEvent } from '#domain/payment.ts';
import type { JournalEntry } from '#services/ports.ts';
import { FIRST_PREVIOUS_HASH, hashOf } from './hash-chain.ts';
import { readEvent, writeEvent } from './rows.ts';

const headRow = z.strictObject({ sequence: z.int(), hash: z.string() });

const eventRow = z
  .strictObject({
    sequence: z.int(),
    at: z.int(),
    reference: z.string(),
    payload: z.string(),
    previous_hash: z.string(),
    hash: z.string(),
  })
  .transform(({ previous_hash: previousHash, payload, ...row }): JournalEntry => ({
    ...row,
    event: readEvent(payload),
    previousHash,
  }));

/** The last row's number and hash; 0 and 64 zeros before the first. */
export type Head = z.infer<typeof headRow>;

export interface EventsTable {
  head(): Head;
  /** Adds the next row of the chain; the caller holds the transaction. */
  add(reference: string, event: PaymentEvent, at: number): Head;
  /** All rows of one payment in their order. */
  story(reference: string): readonly JournalEntry[];
  /** References of all payments in the order they began in. */
  begunReferences(): readonly string[];
}

/** The append-only rows; statements are prepared once, here. */
export const eventsTable = (db: Database.Database): EventsTable => {
  const last = db.prepare('SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1');
  const insert = db.prepare(
    `INSERT INTO events (sequence, at, reference, type, payload, previous_hash, hash)
     VALUES (@sequence, @at, @reference, @type, @payload, @previousHash, @hash)`,
  );
  const ofPayment = db.prepare<[string]>(
    `SELECT sequence, at, reference, payload, previous_hash, hash
     FROM events WHERE reference = ? ORDER BY sequence`,
  );
  const intended = db
    .prepare("SELECT reference FROM events WHERE type IN ('intended', 'found') ORDER BY sequence")
    .pluck();

  const head = (): Head => headRow.optional().parse(last.get()) ?? { sequence: 0, hash: FIRST_PREVIOUS_HASH };
  return {
    head,
    add(reference, event, at) {
      const before = head();
      const row = {
        sequence: before.sequence + 1,
        at,
        reference,
        type: event.type,
        payload: writeEvent(event),
        previousHash: before.hash,
      };
      const hash = hashOf(row);
      insert.run({ ...row, hash });
      return { sequence: row.sequence, hash };
    },
    story: (reference) => z.array(eventRow).parse(ofPayment.all(reference)),
    begunReferences: () => z.array(z.string()).parse(intended.all()),
  };
};
