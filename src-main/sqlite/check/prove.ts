/** Proves what a sound journal cannot show by itself: that it is the expected one, and complete. */
import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { ReadCheckpoints } from './checkpoints.ts';
import { fingerprint } from './fingerprint.ts';
import { keysAfter } from './keys-after.ts';

/** What somebody knows from elsewhere, such as a printed Z. */
export interface Expected {
  /** Fingerprints of the keys that may have signed it; if empty, any key may. */
  readonly keys: readonly string[];
  /** A row that it must have; `hash` may be only the first digits. */
  readonly atLeast: { readonly sequence: number; readonly hash: string } | null;
}

export type Proof =
  | { readonly proven: true }
  /** `unsigned`: no checkpoint covers it. `another`: it is not the journal that was expected. */
  | { readonly proven: false; readonly kind: 'unsigned' | 'another'; readonly why: string };

const another = (why: string): Proof => ({ proven: false, kind: 'another', why });

const SEAL_KEYS = `SELECT DISTINCT payload ->> '$.seal.publicKey' FROM events
  WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'day-closed' AND payload ->> '$.seal.publicKey' IS NOT NULL`;

const lastRow = (db: Database.Database): number =>
  z.int().catch(0).parse(db.prepare('SELECT max(sequence) FROM events').pluck().get());

const foreignKey = (
  db: Database.Database,
  { good }: ReadCheckpoints,
  { keys: named }: Expected,
): string | undefined => {
  const keys = keysAfter(db, named);
  const sealed = z.array(z.string()).parse(db.prepare(SEAL_KEYS).pluck().all());
  const found = [...good.map(({ publicKey }) => publicKey), ...sealed].map(fingerprint);
  return keys.length === 0 ? undefined : found.find((key) => !keys.includes(key));
};

const missesRow = (db: Database.Database, last: number, { atLeast }: Expected): string | undefined => {
  if (atLeast === null) return undefined;
  const { sequence, hash } = atLeast;
  if (sequence > last) return `it ends at row ${last} and must have row ${sequence}`;
  const row = db.prepare<[number]>('SELECT hash FROM events WHERE sequence = ?').pluck().get(sequence);
  return z.string().catch('').parse(row).startsWith(hash)
    ? undefined
    : `row ${sequence} is another than the one that was written down`;
};

/** Call for a journal that `verify` has found sound. */
export const prove = (db: Database.Database, checkpoints: ReadCheckpoints, expected: Expected): Proof => {
  const last = lastRow(db);
  const missing = missesRow(db, last, expected);
  if (missing !== undefined) return another(missing);
  const foreign = foreignKey(db, checkpoints, expected);
  if (foreign !== undefined) return another(`key ${foreign} has signed it, which was not named`);
  if (last > 0 && checkpoints.good.length === 0)
    return {
      proven: false,
      kind: 'unsigned',
      why: 'no checkpoint beside it says who wrote it or how far it went',
    };
  return { proven: true };
};

const INTEGRITY_RECORDS = [
  'journal-alarm',
  'alarm-accepted',
  'journal-restored',
  'office-restored',
  'tail-lost',
  'tail-accepted',
] as const;

const integrityRecord = z.strictObject({
  sequence: z.int(),
  at: z.int(),
  type: z.enum(INTEGRITY_RECORDS),
  what: z.string().nullable(),
});

/** A row in which the till itself records that the journal may have changed. */
export type IntegrityRecord = z.infer<typeof integrityRecord>;

/** Oldest first. `what`: the kind of an alarm, the name of a backup, or how many rows were lost or came from the office. */
export const integrityRecordsIn = (db: Database.Database): readonly IntegrityRecord[] => {
  const types = INTEGRITY_RECORDS.map((type) => `'${type}'`).join(', ');
  const rows = db.prepare(
    `SELECT sequence, at, type,
       coalesce(payload ->> '$.kind', payload ->> '$.backup', cast(payload ->> '$.rows' AS TEXT)) AS what
     FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type IN (${types}) ORDER BY sequence`,
  );
  return z.array(integrityRecord).parse(rows.all());
};
