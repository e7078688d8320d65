import type Database from 'better-sqlite3';
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import type { JournalEvent } from '#domain/journal/journal-event.ts';
import { stateAfter } from '#domain/story/story.ts';
import type {
  AuditJournal,
  DayJournal,
  ActivityJournal,
  Append,
  Journal,
  JournalBatches,
  ReceiptJournal,
  RefundJournal,
} from '#services/journal-ports.ts';
import { auditReader } from '#sqlite/tables/audit-table.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { checkSince } from '#sqlite/check/check-since.ts';
import type { Checkpoint } from '#sqlite/check/checkpoints.ts';
import { dayJournalIn } from '#sqlite/tables/days-table.ts';
import { writing } from '#sqlite/file/disk-failure.ts';
import type { Head } from '#sqlite/tables/events-table.ts';
import { eventsTable, ACTIVITY_REFERENCE } from '#sqlite/tables/events-table.ts';
import type { JournalLock } from '#sqlite/file/lock.ts';
import { LATEST_VERSION } from '#sqlite/file/migrate.ts';
import { lastNumberIn, paymentsTable } from '#sqlite/tables/payments-table.ts';
import type { Projectable } from '#sqlite/tables/projection.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';
import type { StoryTable } from '#sqlite/tables/story-table.ts';
import { paymentStories, refundStories } from '#sqlite/tables/story-table.ts';

export interface OpenJournal
  extends Journal, RefundJournal, ActivityJournal, JournalBatches, DayJournal, AuditJournal, ReceiptJournal {
  /** The last row. */
  head(): Head;
  /** Checks the rows from a checkpoint on, or all, in slices of a few milliseconds; see `checkSince`. */
  check(from?: Checkpoint): Generator<unknown, Checked>;
  /** Copies the journal as it is, a few pages at a time, into a new or empty file. */
  copyTo(file: string): Promise<void>;
  /** Writes through to the disk without changing anything. Throws DiskFailed. */
  touch(): void;
  close(): void;
}

/** Appends events to the stories of one kind. */
const appendTo = <S extends Projectable, E extends JournalEvent>(
  db: Database.Database,
  { story, projection }: StoryTable<S, E>,
): Append<S, E> => {
  const events = eventsTable(db);
  const append = db.transaction((reference: string, event: E, at: number): S | undefined => {
    const before = projection.get(reference);
    const body = stateAfter(story, reference, before?.body, event, at);
    if (!body) return undefined;
    const head = events.add(reference, event, at);
    if (before) projection.move({ body, number: before.number, ...head });
    else projection.add({ body, number: projection.lastNumber() + 1, ...head });
    return body;
  });
  // Deferred: what does not apply takes no write lock, which a read-only disk would refuse. Nobody else writes.
  return (reference, event, at) => writing(db, () => append.deferred(reference, event, at));
};

const paymentsIn = (db: Database.Database): Journal => {
  const events = eventsTable(db);
  const payments = paymentsTable(db);
  return {
    append: appendTo(db, paymentStories(db)),
    payment: (reference) => payments.get(reference)?.body,
    numberOf: (reference) => payments.numberOf(reference),
    paymentCount: () => payments.lastNumber(),
    lastNumber: (startedUntil) => lastNumberIn(db, startedUntil),
    unfinished: (watchedSince) => payments.unfinished(watchedSince),
    startedBetween: (from, to) => payments.startedBetween(from, to),
    search: (text, amount) => payments.search(text, amount),
    story: (reference) => events.story(reference),
  };
};

const refundsIn = (db: Database.Database): RefundJournal => {
  const events = eventsTable(db);
  const refunds = refundsTable(db);
  return {
    appendRefund: appendTo(db, refundStories(db)),
    refund: (reference) => refunds.get(reference)?.body,
    refundNumberOf: (reference) => refunds.numberOf(reference),
    refundCount: () => refunds.lastNumber(),
    refundsOf: (paymentReference) => refunds.ofPayment(paymentReference),
    refundsBetween: (from, to) => refunds.between(from, to),
    unfinishedRefunds: (watchedSince) => refunds.unfinished(watchedSince),
    refundStory: (reference) => events.refundStory(reference),
  };
};

const activitiesIn = (db: Database.Database): ActivityJournal & ReceiptJournal => {
  const events = eventsTable(db);
  const add = db.transaction((record: ActivityRecord, at: number) =>
    events.add(ACTIVITY_REFERENCE, record, at),
  );
  return {
    record: (record, at) => ({ ...writing(db, () => add.immediate(record, at)), at, record }),
    records: (types, after) => events.records(types, after),
    receiptsOf: (reference) => events.receiptsOf(reference),
    lastRecord: (type) => events.lastRecord(type),
  };
};

/** Transactions within become savepoints of this one. */
const batchesIn = (db: Database.Database): JournalBatches => ({
  atOnce: (write) => writing(db, () => db.transaction(write).immediate()),
});

/** The same journal with something done around every write to it, and around several at once. An `append` that wrote nothing returns undefined. */
export const aroundWrites = (journal: OpenJournal, around: <T>(write: () => T) => T): OpenJournal => ({
  ...journal,
  append: (reference, event, at) => around(() => journal.append(reference, event, at)),
  appendRefund: (reference, event, at) => around(() => journal.appendRefund(reference, event, at)),
  record: (record, at) => around(() => journal.record(record, at)),
  atOnce: (write) => around(() => journal.atOnce(write)),
});

/** The journal over a database that is open for writing; closing it releases the lock. */
export const journalOver = (db: Database.Database, lock: JournalLock): OpenJournal => {
  const events = eventsTable(db);
  return {
    ...paymentsIn(db),
    ...refundsIn(db),
    ...activitiesIn(db),
    ...batchesIn(db),
    ...dayJournalIn(db),
    audit: auditReader(db),
    head: () => events.head(),
    check: (from) => checkSince(db, from),
    copyTo: async (file) => {
      await db.backup(file);
    },
    touch: () => writing(db, () => void db.pragma(`user_version = ${LATEST_VERSION}`)),
    close: () => {
      db.close();
      lock.release();
    },
  };
};
