import { ACTIVITY_REFERENCE, NO_ROWS } from '#domain/journal/chained-row.ts';
import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { JournalEvent } from '#domain/journal/journal-event.ts';
import { placeOf } from '#domain/journal/journal-event.ts';
import { readEvent } from '#domain/stored/event-rows.ts';
import type { Head } from '#domain/journal/chained-row.ts';

import { drain } from '#sqlite/rows/drain.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { isDamage } from '#sqlite/file/refusal.ts';

/** A column as a netstring; its bytes as they are stored, since decoding could hide a damaged character. */
const netstring = (column: string): string => `octet_length(${column}), ':', ${column}, ','`;

const HASHED = ['sequence', 'at', 'reference', 'type', 'payload', 'previous_hash'].map(netstring).join(', ');

/** SQLite concatenates the bytes that are hashed (see `hashedText`): doing it here would take three times as long. */
const ROWS = `SELECT sequence, at, reference, type, payload, previous_hash, hash,
    CAST(concat(${HASHED}) AS BLOB)
  FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?`;

/** Rows checked in one go; about 2 ms on a till. */
const SLICE = 64;

const rawRow = z
  .tuple([
    z.int(),
    z.int(),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.instanceof(Uint8Array),
  ])
  .transform(([sequence, , reference, type, payload, previousHash, rowHash, hashed]) => ({
    sequence,
    reference,
    type,
    payload,
    previousHash,
    hash: rowHash,
    hashed,
  }));
type RawRow = z.infer<typeof rawRow>;

const typeInPayload = (payload: string): JournalEvent['type'] | undefined => {
  try {
    return readEvent(payload).type;
  } catch {
    return undefined;
  }
};

/** References of the payments and refunds that have begun before a row. */
export interface Begun {
  has(reference: string, row: number): boolean;
  add(reference: string): unknown;
}

const BEGUN = `SELECT 1 FROM events
  WHERE reference = +? AND sequence < ? AND type IN ('intended', 'found', 'refund-intended', 'refund-found')`;

/**
 * Looks up in the journal's earlier rows what has begun: keeping a million references would take a hundred megabytes.
 */
export const begunBefore = (db: Database.Database): Begun => {
  const begun = db.prepare<[string, number]>(BEGUN);
  return { has: (reference, row) => begun.get(reference, row) !== undefined, add: () => undefined };
};

/** What began up to and including row `sequence`, looked up in the table, plus what is added. */
export const begunUpTo = (db: Database.Database, sequence: number): Begun => {
  const begun = db.prepare<[string, number]>(BEGUN);
  const added = new Set<string>();
  return {
    has: (reference) => added.has(reference) || begun.get(reference, sequence + 1) !== undefined,
    add: (reference) => added.add(reference),
  };
};

export interface WalkOptions {
  /** The row before the first that is checked; its hash is trusted. If left out, the walk begins at the first row. */
  readonly after?: Head;
  /** What began before; 'unread' checks hashes only and does not read payloads. */
  readonly begun?: Begun | 'unread';
  /** Signed hashes by their rows' numbers. */
  readonly signed?: ReadonlyMap<number, string>;
}

const storyFault = (row: RawRow, begun: Begun): string | undefined => {
  const type = typeInPayload(row.payload);
  if (type === undefined) return 'its payload cannot be read';
  if (type !== row.type) return 'its payload is of another type than the row says';
  const { reference } = row;
  const place = placeOf(type);
  if ((place === 'stands-alone') !== (reference === ACTIVITY_REFERENCE))
    return 'it stands under a name that is not its own';
  if (place === 'stands-alone') return undefined;
  if (begun.has(reference, row.sequence) === (place === 'begins')) {
    return place === 'begins' ? 'its story was begun before' : 'its story was never begun';
  }
  begun.add(reference);
  return undefined;
};

/** What is wrong with a row that should follow `head`, or undefined. */
const faultIn = (row: RawRow, head: Head, { begun, signed }: Walk): string | undefined => {
  if (row.previousHash !== head.hash) return 'it does not carry the hash of the row before';
  if (row.hash !== hash('sha256', row.hashed)) return 'its content does not match its hash';
  if ((signed.get(row.sequence) ?? row.hash) !== row.hash) return 'it is not the row that was signed';
  return begun === 'unread' ? undefined : storyFault(row, begun);
};

type Walk = Required<Omit<WalkOptions, 'after'>>;
type Walked = ({ readonly ok: true } & Head) | Broken;

const walkSlice = (rows: Database.Statement<[number, number]>, from: Head, walk: Walk): Walked => {
  let head = from;
  // From the lowest number, so that a row numbered below 1 is found, too.
  const after = from.sequence === 0 ? Number.MIN_SAFE_INTEGER : from.sequence;
  try {
    for (const found of rows.iterate(after, SLICE)) {
      const sequence = head.sequence + 1;
      const { success, data: row } = rawRow.safeParse(found);
      if (!success) return { ok: false, sequence, why: 'it does not hold what a row must hold' };
      if (row.sequence !== sequence) return { ok: false, sequence, why: 'it is missing' };
      const why = faultIn(row, head, walk);
      if (why !== undefined) return { ok: false, sequence, why };
      head = { sequence, hash: row.hash };
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ok: false, sequence: head.sequence + 1, why: 'the file is damaged where it should be' };
  }
  return { ok: true, ...head };
};

/** `walkChain` in slices of a few milliseconds; rows may be added between two of them. */
export function* walkSlices(db: Database.Database, options: WalkOptions = {}): Generator<Head, Walked> {
  const { begun = new Set<string>(), signed = new Map<number, string>() } = options;
  const rows = db.prepare<[number, number]>(ROWS).raw();
  let head = options.after ?? NO_ROWS;
  for (;;) {
    const slice = walkSlice(rows, head, { begun, signed });
    if (!slice.ok) return slice;
    if (slice.sequence === head.sequence) break;
    head = { sequence: slice.sequence, hash: slice.hash };
    yield head;
  }
  // Not as arguments of one call: after some years there are more checkpoints than a call takes.
  let lastSigned = 0;
  for (const row of signed.keys()) lastSigned = Math.max(lastSigned, row);
  return lastSigned > head.sequence
    ? {
        ok: false,
        sequence: head.sequence + 1,
        why: `it is missing, and rows up to ${lastSigned} were signed`,
      }
    : { ok: true, ...head };
}

/** Follows the chain to the last row and returns that, or the first fault. */
export const walkChain = (db: Database.Database, options?: WalkOptions): Walked =>
  drain(walkSlices(db, options));
