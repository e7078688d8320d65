import type Database from 'better-sqlite3';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import { advance } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import type {
  AuditJournal,
  DayJournal,
  ActivityJournal,
  Journal,
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
import { eventsTable, HOUSE } from '#sqlite/tables/events-table.ts';
import type { JournalLock } from '#sqlite/file/lock.ts';
import { LATEST_VERSION } from '#sqlite/file/migrate.ts';
import { paymentsTable } from '#sqlite/tables/payments-table.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';

export interface OpenJournal
  extends Journal, RefundJournal, ActivityJournal, DayJournal, AuditJournal, ReceiptJournal {
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

const doesNotApply = (type: string, what: string, state: string | undefined): Error =>
  new Error(`'${type}' does not apply to ${what} (${state ?? 'none'})`);

const paymentsIn = (db: Database.Database): Journal => {
  const events = eventsTable(db);
  const payments = paymentsTable(db);
  const append = db.transaction((reference: string, event: PaymentEvent, at: number): Payment => {
    const before = payments.get(reference);
    const payment = advance(before?.payment, event, at);
    if (payment?.reference !== reference)
      throw doesNotApply(event.type, `payment ${reference}`, before?.payment.state);
    const number = before?.number ?? payments.lastNumber() + 1;
    payments.put({ payment, number, ...events.add(reference, event, at) });
    return payment;
  });
  return {
    append: (reference, event, at) => writing(db, () => append.immediate(reference, event, at)),
    payment: (reference) => payments.get(reference)?.payment,
    numberOf: (reference) => payments.numberOf(reference),
    paymentCount: () => payments.lastNumber(),
    unfinished: (watchedSince) => payments.unfinished(watchedSince),
    startedBetween: (from, to) => payments.startedBetween(from, to),
    search: (text, amount) => payments.search(text, amount),
    story: (reference) => events.story(reference),
  };
};

const refundsIn = (db: Database.Database): RefundJournal => {
  const events = eventsTable(db);
  const refunds = refundsTable(db);
  const append = db.transaction((reference: string, event: RefundEvent, at: number): Refund => {
    const before = refunds.get(reference);
    const refund = advanceRefund(before?.refund, event, at);
    if (refund?.reference !== reference)
      throw doesNotApply(event.type, `refund ${reference}`, before?.refund.state);
    const head = events.add(reference, event, at);
    if (before) refunds.move({ refund, number: before.number, ...head });
    else refunds.add({ refund, number: refunds.lastNumber() + 1, ...head });
    return refund;
  });
  return {
    appendRefund: (reference, event, at) => writing(db, () => append.immediate(reference, event, at)),
    refund: (reference) => refunds.get(reference)?.refund,
    refundNumberOf: (reference) => refunds.get(reference)?.number,
    refundCount: () => refunds.lastNumber(),
    refundsOf: (paymentReference) => refunds.ofPayment(paymentReference),
    refundsBetween: (from, to) => refunds.between(from, to),
    unfinishedRefunds: (watchedSince) => refunds.unfinished(watchedSince),
    refundStory: (reference) => events.refundStory(reference),
  };
};

const activitiesIn = (db: Database.Database): ActivityJournal & ReceiptJournal => {
  const events = eventsTable(db);
  const add = db.transaction((record: ActivityRecord, at: number) => events.add(HOUSE, record, at));
  return {
    record: (record, at) => ({ ...writing(db, () => add.immediate(record, at)), at, record }),
    records: (types, after) => events.records(types, after),
    receiptsOf: (reference) => events.receiptsOf(reference),
    lastRecord: (type) => events.lastRecord(type),
  };
};

/** The same journal with something done around every writing to it. */
export const aroundWrites = (journal: OpenJournal, around: <T>(write: () => T) => T): OpenJournal => ({
  ...journal,
  append: (reference, event, at) => around(() => journal.append(reference, event, at)),
  appendRefund: (reference, event, at) => around(() => journal.appendRefund(reference, event, at)),
  record: (record, at) => around(() => journal.record(record, at)),
});

/** The books over a database that is open for writing; closing them releases the lock. */
export const journalOver = (db: Database.Database, lock: JournalLock): OpenJournal => {
  const events = eventsTable(db);
  return {
    ...paymentsIn(db),
    ...refundsIn(db),
    ...activitiesIn(db),
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
