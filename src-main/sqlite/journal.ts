import type { Payment, PaymentEvent } from '#domain/payment.ts';
import { advance } from '#domain/advance.ts';
import type { Journal } from '#services/ports.ts';
import { openDatabase } from './database.ts';
import { eventsTable } from './events-table.ts';
import { paymentsTable } from './payments-table.ts';

export interface OpenJournal extends Journal {
  close(): void;
}

/**
 * Opens the books at an absolute path, making them when they are not there. Nobody else may write to the file.
 * Throws JournalRefused when the file is not ours, newer than we are, or the disk cannot promise to keep a commit.
 */
export const openJournal = (file: string): OpenJournal => {
  const db = openDatabase(file);
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

  return {
    append: (reference, event, at) => append.immediate(reference, event, at),
    payment: (reference) => payments.get(reference)?.payment,
    paymentCount: () => payments.lastNumber(),
    unfinished: (watchedSince) => payments.unfinished(watchedSince),
    startedBetween: (from, to) => payments.startedBetween(from, to),
    story: (reference) => events.story(reference),
    close: () => void db.close(),
  };
};
