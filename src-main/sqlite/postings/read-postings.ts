/** Reads what an accounting file is made of from the journal's rows alone, as X and Z are. */
import { ACTIVITY_REFERENCE, REFUND_PREFIX } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Posting } from '#domain/export/posting.ts';
import { postingsOf } from '#domain/export/posting.ts';
import type { PostingPlace } from '#domain/export/posting-dates.ts';
import { PostingDates } from '#domain/export/posting-dates.ts';
import type { MoneyMoved } from '#domain/journal/money-moved.ts';
import { paidMoved, refundedMoved } from '#domain/journal/money-moved.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { advance, PAYMENT_STORY } from '#domain/payment/advance.ts';
import { REFUND_STORY } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import { hasRefundEnded } from '#domain/refund/refund.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { readPaymentEvent } from '#domain/stored/payment-rows.ts';
import { readRefundEvent } from '#domain/stored/refund-rows.ts';
import { fold } from '#domain/story/fold.ts';
import { RowDoesNotApply, StoryStates } from '#domain/story/story-states.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import type { EventsTable } from '#sqlite/tables/events-table.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { paymentsTable } from '#sqlite/tables/payments-table.ts';
import type { Projection } from '#sqlite/tables/projection.ts';
import { refundsTable } from '#sqlite/tables/refunds-table.ts';
import type { PostingRange } from './posting-zs.ts';
import { postingRange } from './posting-zs.ts';

interface PostingSpan {
  /** Business dates, both included. */
  readonly first: string;
  readonly last: string;
  /** By the shop's rule of today. */
  readonly days: BusinessDays;
}

const storyRow = z.strictObject({
  sequence: z.int(),
  at: z.int(),
  hash: z.string(),
  reference: z.string(),
  type: z.string(),
  /** Not read for activity records: they move no money. */
  payload: z.string(),
});
type Row = z.infer<typeof storyRow>;

const ROWS = `SELECT sequence, at, hash, reference, type,
    iif(reference = '${ACTIVITY_REFERENCE}', '', payload) AS payload
  FROM events WHERE sequence > ? AND sequence <= ? ORDER BY sequence`;

/** Read within milliseconds. */
const ROWS_AT_ONCE = 1_000;

const IMPORTED = ['found', 'refund-found'];

const hasMoved = ({ added, removed }: MoneyMoved): boolean => added !== null || removed !== null;

export class PostingsReader {
  readonly #rows: Database.Statement<[number, number]>;
  readonly #span: PostingSpan;
  readonly #range: PostingRange;
  readonly #dates: PostingDates;
  readonly #events: EventsTable;
  readonly #payments: StoryStates<Payment, PaymentEvent>;
  readonly #refunds: StoryStates<Refund, RefundEvent>;
  readonly #numbers: Readonly<Record<'payment' | 'refund', Pick<Projection<unknown>, 'numberOf'>>>;
  readonly #broken = new Set<string>();
  readonly #unread = new Set<string>();
  readonly #last: number;

  constructor(db: Database.Database, span: PostingSpan) {
    this.#rows = db.prepare(ROWS);
    this.#span = span;
    this.#range = postingRange(db, span.first, span.last);
    const { before, zs, last } = this.#range;
    this.#dates = new PostingDates(before, zs, span.days);
    this.#events = eventsTable(db);
    this.#last = last ?? this.#events.head().sequence;
    this.#payments = new StoryStates(PAYMENT_STORY, isFinal, (one) => this.#events.story(one));
    this.#refunds = new StoryStates(REFUND_STORY, hasRefundEnded, (one) => this.#events.refundStory(one));
    this.#numbers = { payment: paymentsTable(db), refund: refundsTable(db) };
  }

  /** How many rows are read. */
  get total(): number {
    return this.#last - this.#first;
  }

  /** Whether more may be posted on these dates, because no later day is closed. */
  get isProvisional(): boolean {
    return this.#range.last === null;
  }

  /** Payments and refunds with damaged rows, so that money of these dates may be missing; known once all is read. */
  get unread(): ReadonlySet<string> {
    return this.#unread;
  }

  /**
   * In the order of the journal, some rows at a time: most may lie outside the dates, so that a whole journal is read
   * for no posting. `onRow` is called for every row read.
   */
  *read(onRow: () => void = () => undefined): Generator<readonly Posting[], void> {
    for (let read = this.#first; read < this.#last; read += ROWS_AT_ONCE) {
      const rows = this.#rows.all(read, Math.min(read + ROWS_AT_ONCE, this.#last));
      yield rows.flatMap((row) => {
        onRow();
        return this.#postedIn(storyRow.parse(row));
      });
    }
  }

  #postedIn(row: Row): readonly Posting[] {
    const place = this.#dates.of({ ...row, isImported: IMPORTED.includes(row.type) });
    if (row.reference === ACTIVITY_REFERENCE) return [];
    const { first, last } = this.#span;
    const isInSpan = place.date >= first && place.date <= last;
    const postings = this.#readable(row.reference, isInSpan, () => this.#posted(row, place));
    return isInSpan ? postings : [];
  }

  /** The row before the first. */
  get #first(): number {
    return this.#range.before?.sequence ?? 0;
  }

  /** After a row that cannot be read, nothing shows what later rows of its payment or refund have moved. */
  #readable(reference: string, isInSpan: boolean, read: () => readonly Posting[]): readonly Posting[] {
    try {
      if (!this.#broken.has(reference)) return read();
    } catch (error) {
      if (!isUnreadable(error) && !(error instanceof RowDoesNotApply)) throw error;
      this.#broken.add(reference);
    }
    if (isInSpan) this.#unread.add(reference);
    return [];
  }

  #posted(row: Row, place: PostingPlace): readonly Posting[] {
    return row.type.startsWith(REFUND_PREFIX)
      ? this.#postedByRefund(row, place)
      : this.#postedByPayment(row, place);
  }

  #postedByPayment({ payload, ...row }: Row, { date, zNumber }: PostingPlace): readonly Posting[] {
    const { sequence, hash, at, reference } = row;
    const [before, now] = this.#payments.move(reference, { ...row, event: readPaymentEvent(payload) });
    const moved = paidMoved(before, now);
    if (!hasMoved(moved)) return [];
    const number = this.#numbers.payment.numberOf(reference) ?? 0;
    const place = { number, sequence, hash, endedAt: at, zNumber };
    const facts = { record: 'payment', story: now, payment: now, refunded: null } as const;
    return postingsOf(moved, before, { ...facts, ...place }, date);
  }

  #postedByRefund({ payload, ...row }: Row, { date, zNumber }: PostingPlace): readonly Posting[] {
    const { sequence, hash, at, reference } = row;
    const [before, now] = this.#refunds.move(reference, { ...row, event: readRefundEvent(payload) });
    const moved = refundedMoved(before, now);
    if (!hasMoved(moved)) return [];
    const number = this.#numbers.refund.numberOf(reference) ?? 0;
    const place = { number, sequence, hash, endedAt: at, zNumber };
    const payment = this.#paymentBefore(now.paymentReference, sequence);
    return postingsOf(moved, before, { record: 'refund', story: now, payment, ...place }, date);
  }

  /** The refunded payment as it was before a row. */
  #paymentBefore(reference: string, sequence: number): Payment {
    const story = this.#events.story(reference).filter((row) => row.sequence < sequence);
    const payment = [...fold(advance, story)].at(-1)?.after;
    if (!payment)
      throw new RowDoesNotApply(`Row ${sequence} refunds ${reference}, which is not in the journal`);
    return payment;
  }
}
