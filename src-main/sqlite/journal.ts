import type Database from 'better-sqlite3';
import type { Payment, PaymentEvent } from '#domain/payment.ts';
import { advance } from '#domain/advance.ts';
import type { Journal } from '#services/ports.ts';
import type { Checked } from './check-since.ts';
import { checkSince } from './check-since.ts';
import type { Checkpoint } from './checkpoints.ts';
import { writing } from './disk-failure.ts';
import type { Head } from './events-table.ts';
import { eventsTable } from './events-table.ts';
import type { JournalLock } from './lock.ts';
import { LATEST_VERSION } from './migrate.ts';
import { paymentsTable } from './payments-table.ts';

export interface OpenJournal extends Journal {
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

type Append = (reference: string, event: PaymentEvent, at: number) => Payment;

const appendTo = (db: Database.Database): Append => {
  const events = eventsTable(db);
  const payments = paymentsTable(db);
  const append = db.transaction((reference: string, event: PaymentEvent, at: number): Payment => {
    const before = payments.get(reference);
    const payment = advance(before?.payment, event, at);
    if (payment?.reference !== reference) {
      throw new Error(
        `'${event.type}' does not apply to payment ${reference} (${before?.payment.state ?? 'none'})`,
      );
    }
    const { sequence, hash } = events.add(reference, event, at);
    const number = before?.number ?? payments.lastNumber() + 1;
    payments.put({ payment, number, sequence, hash });
    return payment;
  });
  return (reference, event, at) => writing(db, () => append.immediate(reference, event, at));
};

/** The books over a database that is open for writing; closing them releases the lock. */
export const journalOver = (db: Database.Database, lock: JournalLock): OpenJournal => {
  const events = eventsTable(db);
  const payments = paymentsTable(db);
  return {
    append: appendTo(db),
    payment: (reference) => payments.get(reference)?.payment,
    paymentCount: () => payments.lastNumber(),
    unfinished: (watchedSince) => payments.unfinished(watchedSince),
    startedBetween: (from, to) => payments.startedBetween(from, to),
    story: (reference) => events.story(reference),
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
