import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import type { JournalEvent } from '#domain/journal/journal-event.ts';
import { stateAfter } from '#domain/story/story.ts';
import type {
  AuditJournal,
  DayJournal,
  HistoryJournal,
  ActivityJournal,
  Append,
  Journal,
  JournalBatches,
  ReceiptJournal,
  RefundJournal,
  TakingsJournal,
} from '#services/journal-ports.ts';
import type { PushJournal } from '#services/office/office-ports.ts';
import { auditPeopleReader, auditReader } from '#sqlite/tables/audit-table.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { checkSince } from '#sqlite/check/check-since.ts';
import { walkSlices } from '#sqlite/check/walk-chain.ts';
import type { Checkpoint } from '#sqlite/check/checkpoints.ts';
import { dayJournalIn } from '#sqlite/tables/days-table.ts';
import { writing } from '#sqlite/file/disk-failure.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { fillHistory } from '#sqlite/history/fill-history.ts';
import { historyIn } from '#sqlite/history/read-history.ts';
import type { JournalLock } from '#sqlite/file/lock.ts';
import { versionOf } from '#sqlite/file/identity.ts';
import { allowSkippedZs } from '#sqlite/file/migrate.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { lossesIn } from '#sqlite/rows/losses.ts';
import { pushRowsIn } from '#sqlite/rows/push-rows.ts';
import type { Reach } from '#sqlite/rows/reach.ts';
import { reachIn } from '#sqlite/rows/reach.ts';
import { highestNumberIn, paymentsTable } from '#sqlite/tables/payments-table.ts';
import type { Projectable } from '#sqlite/tables/projection.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';
import type { StoryTable } from '#sqlite/tables/story-table.ts';
import { paymentStories, refundStories } from '#sqlite/tables/story-table.ts';
import { addUp } from '#sqlite/takings/add-up.ts';
import { compareTakings } from '#sqlite/takings/compare-takings.ts';
import { takingsIn } from '#sqlite/takings/read-takings.ts';
import { takingsTables } from '#sqlite/takings/takings-tables.ts';

/** What the till's desks use of the journal. */
export interface WholeJournal
  extends
    Journal,
    RefundJournal,
    ActivityJournal,
    JournalBatches,
    DayJournal,
    HistoryJournal,
    AuditJournal,
    ReceiptJournal,
    TakingsJournal,
    PushJournal {}

/** The journal together with what only its care uses. */
export interface OpenJournal extends WholeJournal {
  reach(): Reach;
  /** From now on the number of the next Z skips those that a `tail-lost` record says are gone. */
  allowSkippedZs(): void;
  /** Whether a batch is open, whose writes are committed or rolled back together. */
  inBatch(): boolean;
  /** Checks the rows from a checkpoint on, or all, in slices of a few milliseconds; see `checkSince`. */
  check(from?: Checkpoint): Generator<unknown, Checked>;
  /** Follows the hashes of all rows, and the signed ones, in slices of a few milliseconds; does not read the rows. */
  walk(signed: ReadonlyMap<number, string>): Generator<unknown, Checked>;
  /** Adds up the takings of rows that are not added up yet, in slices of a few milliseconds. */
  addUp(): Generator<unknown, void>;
  /** Finds where the takings differ from the rows, in slices of a few milliseconds. */
  compareTakings(): Generator<unknown, Broken | undefined>;
  /** Clears the takings, so that they are added up again. Throws DiskFailed. */
  clearTakings(): void;
  /** Enters in the history what an earlier version left out, in slices of a few milliseconds. Throws DiskFailed. */
  fillHistory(): Generator<undefined, void>;
  /** Copies the journal as it is, a few pages at a time, into a new or empty file. */
  copyTo(file: string): Promise<void>;
  /** Writes through to the disk without changing anything. Throws DiskFailed. */
  touch(): void;
  close(): void;
}

/** Appends events to the stories of one kind. */
const appendTo = <S extends Projectable, E extends JournalEvent>(
  db: Database.Database,
  { story, projection, entries, losses, taken }: StoryTable<S, E>,
): Append<S, E> => {
  const events = eventsTable(db);
  const takings = takingsTables(db);
  const append = db.transaction((reference: string, event: E, at: number): S | undefined => {
    const before = projection.get(reference);
    const body = stateAfter(story, reference, before?.body, event, at);
    if (!body) return undefined;
    const head = events.add(reference, event, at);
    if (before) projection.move({ body, number: before.number, ...head });
    else projection.add({ body, number: projection.numberFor(reference, losses().at(-1)?.last), ...head });
    takings.add(
      taken(before?.body, body, () => entries(reference)),
      head.sequence,
    );
    return body;
  });
  // Deferred: an event that does not apply takes no write lock, which a read-only disk would refuse. Safe, as nobody
  // else writes.
  return (reference, event, at) => writing(db, () => append.deferred(reference, event, at));
};

const paymentsIn = (db: Database.Database): Journal => {
  const events = eventsTable(db);
  const payments = paymentsTable(db);
  const reach = reachIn(db);
  return {
    append: appendTo(db, paymentStories(db)),
    payment: (reference, onUnreadable) => payments.find(reference, onUnreadable),
    numberOf: (reference) => payments.numberOf(reference),
    lastPaymentNumber: () => reach().payments,
    highestNumber: (startedUntil) => highestNumberIn(db, startedUntil),
    unfinished: (since, onUnreadable) => payments.unfinished(since, onUnreadable),
    startedBetween: (from, to, onUnreadable) => payments.startedBetween(from, to, onUnreadable),
    newestBetween: (from, to, limit, onUnreadable) => payments.newestBetween(from, to, limit, onUnreadable),
    countBetween: (from, to) => payments.countBetween(from, to),
    newestPayments: (limit) => payments.newest(limit),
    story: (reference) => events.story(reference),
  };
};

const refundsIn = (db: Database.Database): RefundJournal => {
  const events = eventsTable(db);
  const refunds = refundsTable(db);
  const reach = reachIn(db);
  return {
    appendRefund: appendTo(db, refundStories(db)),
    refund: (reference) => refunds.get(reference)?.body,
    paymentOfRefund: (reference) => refunds.paymentOf(reference),
    refundNumberOf: (reference) => refunds.numberOf(reference),
    lastRefundNumber: () => reach().refunds,
    refundsOf: (paymentReference, onUnreadable) => refunds.ofPayment(paymentReference, onUnreadable),
    refundsBetween: (from, to, onUnreadable) => refunds.between(from, to, onUnreadable),
    unfinishedRefunds: (since, onUnreadable) => refunds.unfinished(since, onUnreadable),
    refundStory: (reference) => events.refundStory(reference),
  };
};

const activitiesIn = (db: Database.Database): ActivityJournal & ReceiptJournal => {
  const events = eventsTable(db);
  const losses = lossesIn(db);
  const add = db.transaction((record: ActivityRecord, at: number) =>
    events.add(ACTIVITY_REFERENCE, record, at),
  );
  return {
    record: (record, at) => ({ ...writing(db, () => add.immediate(record, at)), at, record }),
    lastLoss: () => losses().at(-1),
    records: events.records,
    receiptsOf: (reference) => events.receiptsOf(reference),
    lastRecord: events.lastRecord,
    lastPlace: events.lastPlace,
    lastRecordNaming: events.lastRecordNaming,
    newestRecords: events.newestRecords,
  };
};

/** Transactions within become savepoints of this one. */
const batchesIn = (db: Database.Database): JournalBatches => ({
  transaction: (write) => writing(db, () => db.transaction(write).immediate()),
});

/**
 * The same journal with `around` called around every write. A batch counts as one write, because it may still be rolled
 * back. An `append` that wrote nothing returns undefined.
 */
export const aroundWrites = (journal: OpenJournal, around: <T>(write: () => T) => T): OpenJournal => {
  const outermost = <T>(write: () => T): T => (journal.inBatch() ? write() : around(write));
  return {
    ...journal,
    append: (reference, event, at) => outermost(() => journal.append(reference, event, at)),
    appendRefund: (reference, event, at) => outermost(() => journal.appendRefund(reference, event, at)),
    record: (record, at) => outermost(() => journal.record(record, at)),
    transaction: (write) => outermost(() => journal.transaction(write)),
  };
};

/** The journal over a database that is open for writing; closing it releases the lock, even if that throws. */
export const journalOver = (db: Database.Database, lock: JournalLock): OpenJournal => {
  const events = eventsTable(db);
  const hashes = db.prepare<[number]>('SELECT hash FROM events WHERE sequence = ?').pluck();
  return {
    ...paymentsIn(db),
    ...refundsIn(db),
    ...activitiesIn(db),
    ...batchesIn(db),
    ...dayJournalIn(db),
    ...historyIn(db),
    audit: auditReader(db),
    auditPeople: auditPeopleReader(db),
    ...takingsIn(db),
    head: () => events.head(),
    rowsToPush: pushRowsIn(db),
    hashOf: (sequence) => z.string().optional().parse(hashes.get(sequence)),
    reach: reachIn(db),
    allowSkippedZs: () => writing(db, () => allowSkippedZs(db)),
    inBatch: () => db.inTransaction,
    check: (from) => checkSince(db, from),
    walk: (signed) => walkSlices(db, { begun: 'unread', signed }),
    addUp: () => addUp(db),
    compareTakings: () => compareTakings(db),
    clearTakings: () => writing(db, () => db.transaction(() => takingsTables(db).clear()).immediate()),
    fillHistory: () => fillHistory(db),
    copyTo: async (file) => {
      await db.backup(file);
    },
    touch: () => writing(db, () => void db.pragma(`user_version = ${versionOf(db)}`)),
    close: () => {
      try {
        db.close();
      } finally {
        lock.release();
      }
    },
  };
};
