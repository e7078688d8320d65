import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import type { Recorded, RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import { advance } from '#domain/payment/advance.ts';
import { isFinal, isUnsettled } from '#domain/payment/payment.ts';
import type { ActivityJournal, Journal, JournalEntry } from '#services/journal-ports.ts';

/** A journal in memory, with the same rules as the real one; `full` makes it fail like a full disk. */
export class MemoryJournal implements Journal, ActivityJournal {
  readonly entries: JournalEntry[] = [];
  readonly journal: Recorded[] = [];
  full = false;
  readonly #payments = new Map<string, Payment>();

  append(reference: string, event: PaymentEvent, at: number): Payment {
    if (this.full) throw new DiskFailed('full');
    const next = advance(this.#payments.get(reference), event, at);
    if (!next) throw new Error(`${event.type} does not apply to ${reference}`);
    const sequence = this.entries.length + 1;
    this.entries.push({ sequence, at, reference, event, hash: '', previousHash: '' });
    this.#payments.set(reference, next);
    return next;
  }

  payment(reference: string): Payment | undefined {
    return this.#payments.get(reference);
  }

  numberOf(reference: string): number | undefined {
    const place = [...this.#payments.keys()].indexOf(reference);
    return place === -1 ? undefined : place + 1;
  }

  paymentCount(): number {
    return this.#payments.size;
  }

  unfinished(watchedSince: number): readonly Payment[] {
    return [...this.#payments.values()].filter(
      (payment) =>
        !isFinal(payment) ||
        isUnsettled(payment) ||
        (payment.state !== 'paid' && payment.changedAt >= watchedSince),
    );
  }

  startedBetween(from: number, to: number): readonly Payment[] {
    return [...this.#payments.values()]
      .filter(({ startedAt }) => startedAt >= from && startedAt < to)
      .reverse();
  }

  search(text: string, amount: number | null): readonly Payment[] {
    return [...this.#payments.values()].filter(
      (payment) => payment.reference === text || payment.amount === amount,
    );
  }

  story(reference: string): readonly JournalEntry[] {
    return this.entries.filter((entry) => entry.reference === reference);
  }

  record<T extends RecordType>(record: RecordOf<T>, at: number): Recorded<T> {
    if (this.full) throw new Error('disk full');
    const recorded = { sequence: this.journal.length + 1, at, record, hash: '' };
    this.journal.push(recorded);
    return recorded;
  }

  records<T extends RecordType>(types: readonly T[], after: number): readonly Recorded<T>[] {
    const isWanted = (one: Recorded): one is Recorded<T> & { record: RecordOf<T> } =>
      (types as readonly RecordType[]).includes(one.record.type) && one.sequence > after;
    return this.journal.filter(isWanted);
  }

  lastRecord<T extends RecordType>(type: T): Recorded<T> | undefined {
    return this.records([type], 0).at(-1);
  }
}
