import type { Head } from '#domain/journal/chained-row.ts';
import { ACTIVITY_REFERENCE, NO_ROWS } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { JournalEvent } from '#domain/journal/journal-event.ts';
import type { Recorded, RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import type { ActivityJournal, JournalEntry, OnUnreadable, RefundEntry } from '#services/journal-ports.ts';
import { writeEvent } from '#domain/stored/event-rows.ts';
import { chainedInsert } from './hash-chain.ts';
import { readPaymentEvent } from '#domain/stored/payment-rows.ts';
import { readKnownRecord } from '#domain/stored/activity-rows.ts';
import { readRefundEvent } from '#domain/stored/refund-rows.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import { rethrow } from '#sqlite/rows/unreadable.ts';

const headRow = z.strictObject({ sequence: z.int(), hash: z.string() });
const lastRow = headRow.optional();

const eventRow = z
  .strictObject({
    sequence: z.int(),
    at: z.int(),
    reference: z.string(),
    payload: z.string(),
    previous_hash: z.string(),
    hash: z.string(),
  })
  .transform(({ previous_hash: previousHash, ...row }) => ({ ...row, previousHash }));

type EventRow = z.infer<typeof eventRow>;
const eventRows = z.array(eventRow);

const paymentEntry = ({ payload, ...row }: EventRow): JournalEntry => ({
  ...row,
  event: readPaymentEvent(payload),
});
const refundEntry = ({ payload, ...row }: EventRow): RefundEntry => ({
  ...row,
  event: readRefundEvent(payload),
});
const recorded = ({ payload, sequence, at, hash }: EventRow): Recorded => ({
  sequence,
  at,
  hash,
  record: readKnownRecord(payload),
});

const recordedOr = (onUnreadable: OnUnreadable, row: EventRow): readonly Recorded[] => {
  try {
    return [recorded(row)];
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    onUnreadable(error, row.reference);
    return [];
  }
};

/** Only what is needed of a record that cannot be read. */
const recordPlace = z
  .strictObject({ ...headRow.shape, at: z.int(), number: z.int().nullable().catch(null) })
  .optional();

const begun = z.strictObject({ reference: z.string(), sequence: z.int() });
const begunRows = z.array(begun);
/** A payment or refund and the row that it began with. */
export type Begun = z.infer<typeof begun>;

export interface EventsTable {
  head(): Head;
  /** Adds the next row of the chain; the caller holds the transaction. */
  add(reference: string, event: JournalEvent, at: number): Head;
  /** All rows of one payment, oldest first. */
  story(reference: string): readonly JournalEntry[];
  /** All rows of one refund, oldest first. */
  refundStory(reference: string): readonly RefundEntry[];
  /** All that began with an event of these types, in the order they began in. */
  begunBy(types: readonly string[]): Iterable<Begun>;
  records: ActivityJournal['records'];
  /** Records of the receipts of one payment or refund, oldest first. */
  receiptsOf(reference: string): readonly Recorded<'receipt-printed'>[];
  lastRecord: ActivityJournal['lastRecord'];
  lastPlace: ActivityJournal['lastPlace'];
  lastRecordNaming: ActivityJournal['lastRecordNaming'];
  newestRecords: ActivityJournal['newestRecords'];
}

const COLUMNS = 'sequence, at, reference, payload, previous_hash, hash';

const isOf =
  <T extends RecordType>(types: readonly T[]) =>
  (one: Recorded): one is Recorded<T> & { record: RecordOf<T> } =>
    (types as readonly RecordType[]).includes(one.record.type);

/*
 * The index is named; otherwise SQLite would read every record ever written, including a receipt for each payment. `+?`
 * below instead of a plain `?`: SQLite re-plans a statement for each value of a parameter that could decide whether a
 * partial index applies, which takes ten times as long as reading the rows.
 */
const OF_TYPE = `FROM events INDEXED BY records_by_type WHERE reference = '${ACTIVITY_REFERENCE}' AND type = +?`;

/** As in `auditByPerson`, whose indexes these use. */
const naming = (place: string): string =>
  `SELECT ${COLUMNS} FROM events INDEXED BY events_naming_${place}
   WHERE reference = '${ACTIVITY_REFERENCE}' AND type = +? AND payload ->> '$.${place}.id' = ?
   ORDER BY sequence DESC`;

/** The first records of these rows, at most `limit`; no more rows are read than that takes. */
const taken = <T extends RecordType>(
  rows: Iterable<unknown>,
  type: T,
  limit: number,
  onUnreadable: OnUnreadable,
): readonly Recorded<T>[] => {
  const found: Recorded<T>[] = [];
  for (const row of rows) {
    found.push(...recordedOr(onUnreadable, eventRow.parse(row)).filter(isOf([type])));
    if (found.length === limit) break;
  }
  return found;
};

/** The newest records, by their type and by whom they name. */
const newestReaders = (
  db: Database.Database,
): Pick<EventsTable, 'lastRecord' | 'lastPlace' | 'lastRecordNaming' | 'newestRecords'> => {
  const newest = db.prepare<[string]>(`SELECT ${COLUMNS} ${OF_TYPE} ORDER BY sequence DESC`);
  const place = db.prepare<[string]>(
    `SELECT sequence, hash, at, CASE WHEN json_valid(payload) THEN payload ->> '$.number' END AS number ${OF_TYPE}
     ORDER BY sequence DESC LIMIT 1`,
  );
  const named = {
    by: db.prepare<[string, string]>(naming('by')),
    person: db.prepare<[string, string]>(naming('person')),
  };
  const newestRecords: EventsTable['newestRecords'] = (type, limit, onUnreadable = rethrow) =>
    taken(newest.iterate(type), type, limit, onUnreadable);
  return {
    newestRecords,
    lastRecord: (type, onUnreadable) => newestRecords(type, 1, onUnreadable)[0],
    lastPlace: (type) => recordPlace.parse(place.get(type)),
    lastRecordNaming: (type, where, id, onUnreadable = rethrow) =>
      taken(named[where].iterate(type, id), type, 1, onUnreadable)[0],
  };
};

/** Read at once; a million of them, as objects, would take hundreds of megabytes. */
const BEGUN_AT_ONCE = 1_000;

function* readBegun(db: Database.Database, types: readonly string[]): Generator<Begun, void> {
  const list = types.map((type) => `'${type}'`).join(', ');
  const page = db.prepare<[number, number]>(
    `SELECT reference, sequence FROM events NOT INDEXED
     WHERE sequence > ? AND type IN (${list}) ORDER BY sequence LIMIT ?`,
  );
  for (let last: number | undefined = 0; last !== undefined;) {
    const rows: readonly Begun[] = begunRows.parse(page.all(last, BEGUN_AT_ONCE));
    yield* rows;
    last = rows.at(-1)?.sequence;
  }
}

const readers = (db: Database.Database): Omit<EventsTable, 'head' | 'add'> => {
  const ofStory = db.prepare<[string]>(
    `SELECT ${COLUMNS} FROM events WHERE reference = +? ORDER BY sequence`,
  );
  const records = db.prepare<[string, number]>(
    `SELECT ${COLUMNS} FROM events INDEXED BY records_by_type
     WHERE reference = '${ACTIVITY_REFERENCE}' AND type = +? AND sequence > ? ORDER BY sequence`,
  );
  const receipts = db.prepare<[string]>(
    `SELECT ${COLUMNS} FROM events WHERE type = 'receipt-printed' AND payload ->> '$.reference' = +? ORDER BY sequence`,
  );
  const story = (reference: string) => eventRows.parse(ofStory.all(reference));
  return {
    story: (reference) => story(reference).map(paymentEntry),
    refundStory: (reference) => story(reference).map(refundEntry),
    begunBy: (types) => readBegun(db, types),
    records: (types, after, onUnreadable = rethrow) =>
      types
        .flatMap((type) => eventRows.parse(records.all(type, after)))
        .flatMap((row) => recordedOr(onUnreadable, row))
        .filter(isOf(types))
        .sort((one, other) => one.sequence - other.sequence),
    receiptsOf: (reference) =>
      eventRows
        .parse(receipts.all(reference))
        .map(recorded)
        .filter(isOf(['receipt-printed'])),
    ...newestReaders(db),
  };
};

/** The append-only rows; statements are prepared once, here. */
export const eventsTable = (db: Database.Database): EventsTable => {
  const last = db.prepare('SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1');
  const insert = chainedInsert(db);
  const head = (): Head => lastRow.parse(last.get()) ?? NO_ROWS;
  return {
    head,
    add: (reference, event, at) =>
      insert(head(), { at, reference, type: event.type, payload: writeEvent(event) }),
    ...readers(db),
  };
};
