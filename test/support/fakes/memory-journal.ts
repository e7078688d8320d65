import { readReference } from '#domain/payment/reference.ts';
import type { Recorded, RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import { PAYMENT_STORY } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { needsAttention } from '#domain/payment/watched.ts';
import { REFUND_STORY } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import { holdsMoney } from '#domain/refund/refund.ts';
import { refundNeedsAttention } from '#domain/refund/watched-refund.ts';
import type {
  ActivityJournal,
  Journal,
  JournalEntry,
  Loss,
  OnUnreadable,
  RecordPlace,
  RefundEntry,
  RefundJournal,
} from '#services/journal-ports.ts';
import { rethrow } from '#sqlite/rows/unreadable.ts';
import { MemoryRows, MemoryStories } from './memory-stories.ts';

const isOf =
  <T extends RecordType>(types: readonly T[], after: number) =>
  (one: Recorded): one is Recorded<T> & { record: RecordOf<T> } =>
    (types as readonly RecordType[]).includes(one.record.type) && one.sequence > after;

/** A journal in memory with the rules of the real one; test/sqlite/journal-contract.test.ts checks both. */
export class MemoryJournal implements Journal, RefundJournal, ActivityJournal {
  readonly activity: Recorded[] = [];
  /** Rows that cannot be read. */
  readonly #spoiled = new Set<number>();
  readonly #rows = new MemoryRows();
  readonly #payments = new MemoryStories<Payment, PaymentEvent>(
    PAYMENT_STORY,
    this.#rows,
    () => this.lastRecord('tail-lost')?.record.payments,
  );
  readonly #refunds = new MemoryStories<Refund, RefundEvent>(
    REFUND_STORY,
    this.#rows,
    () => this.lastRecord('tail-lost')?.record.refunds,
    (refund) => this.#checkLeft(refund),
  );

  /** Makes every write fail like a full disk. */
  set full(full: boolean) {
    this.#rows.full = full;
  }

  /** The rows of payments. */
  get entries(): readonly JournalEntry[] {
    return this.#payments.entries;
  }

  append(reference: string, event: PaymentEvent, at: number): Payment | undefined {
    return this.#payments.append(reference, event, at);
  }

  payment(reference: string): Payment | undefined {
    return this.#payments.get(reference);
  }

  numberOf(reference: string): number | undefined {
    return this.#payments.numberOf(reference);
  }

  lastPaymentNumber(): number {
    return Math.max(this.#payments.lastNumber, this.lastRecord('tail-lost')?.record.payments ?? 0);
  }

  highestNumber(startedUntil: number): number {
    const numbers = this.#payments.all
      .filter(({ startedAt }) => startedAt <= startedUntil)
      .flatMap(({ reference }) => [this.numberOf(reference) ?? 0, readReference(reference)?.number ?? 0]);
    return Math.max(0, ...numbers);
  }

  unfinished(since: number): readonly Payment[] {
    return this.#payments.all.filter((payment) => needsAttention(payment, since));
  }

  startedBetween(from: number, to: number): readonly Payment[] {
    return this.#payments.all
      .filter(({ startedAt }) => startedAt >= from && startedAt < to)
      .toReversed()
      .toSorted((one, other) => other.startedAt - one.startedAt);
  }

  newestBetween(from: number, to: number, limit: number): readonly Payment[] {
    return this.startedBetween(from, to).slice(0, limit);
  }

  countBetween(from: number, to: number): number {
    return this.startedBetween(from, to).length;
  }

  newestPayments(limit: number): readonly Payment[] {
    return this.startedBetween(-Infinity, Infinity).slice(0, limit);
  }

  story(reference: string): readonly JournalEntry[] {
    return this.#payments.story(reference);
  }

  appendRefund(reference: string, event: RefundEvent, at: number): Refund | undefined {
    return this.#refunds.append(reference, event, at);
  }

  refund(reference: string): Refund | undefined {
    return this.#refunds.get(reference);
  }

  paymentOfRefund(reference: string): string | undefined {
    return this.refund(reference)?.paymentReference;
  }

  refundNumberOf(reference: string): number | undefined {
    return this.#refunds.numberOf(reference);
  }

  lastRefundNumber(): number {
    return Math.max(this.#refunds.lastNumber, this.lastRecord('tail-lost')?.record.refunds ?? 0);
  }

  refundsOf(paymentReference: string): readonly Refund[] {
    return this.#refunds.all.filter((refund) => refund.paymentReference === paymentReference);
  }

  refundsBetween(from: number, to: number): readonly Refund[] {
    const isWithin = (at: number): boolean => at >= from && at < to;
    return this.#refunds.all.filter(({ startedAt, changedAt }) => isWithin(startedAt) || isWithin(changedAt));
  }

  unfinishedRefunds(since: number): readonly Refund[] {
    return this.#refunds.all.filter((refund) => refundNeedsAttention(refund, since));
  }

  refundStory(reference: string): readonly RefundEntry[] {
    return this.#refunds.story(reference);
  }

  record<T extends RecordType>(record: RecordOf<T>, at: number): Recorded<T> {
    const recorded = { sequence: this.#rows.add(), at, record, hash: '' };
    this.activity.push(recorded);
    return recorded;
  }

  /** Writes one as a newer version may, which cannot be read here. */
  recordSpoiled(record: RecordOf<RecordType>, at: number): void {
    this.#spoiled.add(this.record(record, at).sequence);
  }

  records<T extends RecordType>(
    types: readonly T[],
    after: number,
    onUnreadable: OnUnreadable = rethrow,
  ): readonly Recorded<T>[] {
    return this.activity.filter(isOf(types, after)).filter((one) => this.#isRead(one, onUnreadable));
  }

  lastRecord<T extends RecordType>(type: T, onUnreadable?: OnUnreadable): Recorded<T> | undefined {
    return this.newestRecords(type, 1, onUnreadable)[0];
  }

  lastPlace(type: RecordType): RecordPlace | undefined {
    const last = this.activity.findLast(({ record }) => record.type === type);
    if (!last) return undefined;
    const { sequence, hash, at, record } = last;
    return { sequence, hash, at, number: 'number' in record ? record.number : null };
  }

  lastLoss(): Loss | undefined {
    const last = this.lastRecord('tail-lost');
    if (!last) return undefined;
    const { payments, refunds, shifts, zs } = last.record;
    return { sequence: last.sequence, payments, refunds, shifts, zs };
  }

  newestRecords<T extends RecordType>(
    type: T,
    limit: number,
    onUnreadable: OnUnreadable = rethrow,
  ): readonly Recorded<T>[] {
    const read: Recorded<T>[] = [];
    for (const one of this.activity.filter(isOf([type], 0)).toReversed())
      if (read.length < limit && this.#isRead(one, onUnreadable)) read.push(one);
    return read;
  }

  lastRecordNaming<T extends RecordType>(
    type: T,
    place: 'by' | 'person',
    id: string,
    onUnreadable: OnUnreadable = rethrow,
  ): Recorded<T> | undefined {
    const named = (record: object): unknown => (place in record ? Reflect.get(record, place) : null);
    const newest = this.activity.filter(isOf([type], 0)).filter(({ record }) => {
      const person = named(record);
      return typeof person === 'object' && person !== null && 'id' in person && person.id === id;
    });
    return newest.findLast((one) => this.#isRead(one, onUnreadable));
  }

  #isRead({ sequence }: Recorded, onUnreadable: OnUnreadable): boolean {
    if (!this.#spoiled.has(sequence)) return true;
    onUnreadable(new SyntaxError('of a newer version'), 'house');
    return false;
  }

  #checkLeft({ state, paymentReference, amount, currency }: Refund): void {
    if (state !== 'sending') return;
    const payment = this.payment(paymentReference);
    const paid = payment?.state === 'paid' && payment.currency === currency ? payment.amount : 0;
    const held = this.refundsOf(paymentReference).filter(holdsMoney);
    if (amount > paid - held.reduce((sum, refund) => sum + refund.amount, 0))
      throw new Error('a refund never exceeds what is left of a paid payment');
  }
}
