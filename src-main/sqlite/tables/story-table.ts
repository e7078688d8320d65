/** Payments, or refunds, as the journal keeps them: their events, and the table that follows from these. */
import type Database from 'better-sqlite3';
import { PAYMENT_STORY } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { REFUND_STORY } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import type { Story } from '#domain/story/story.ts';
import type { Taken } from '#domain/takings/takings.ts';
import { takenByPayment, takenByRefund } from '#domain/takings/takings.ts';
import type { StoryEntry } from '#services/journal-ports.ts';
import { codeShownAt } from '#sqlite/takings/taken-by-rows.ts';
import { paymentsWithHistory, refundsWithHistory } from '#sqlite/history/with-history.ts';
import { lossesIn } from '#sqlite/rows/losses.ts';
import type { Begun } from './events-table.ts';
import { eventsTable } from './events-table.ts';
import type { Projectable, Projection } from './projection.ts';

export interface StoryTable<S extends Projectable, E extends { readonly type: string }> {
  readonly story: Story<S, E>;
  readonly projection: Projection<S>;
  /** The rows of one, oldest first. */
  readonly entries: (reference: string) => readonly StoryEntry<E>[];
  /** All payments or refunds with the rows they began with, in that order. */
  readonly begun: () => Iterable<Begun>;
  /**
   * What a row took that moved a payment or refund from `before` to `now`; `rows` is its story, at least up to that
   * row.
   */
  readonly taken: (before: S | undefined, now: S, rows: () => readonly StoryEntry<E>[]) => Taken;
  /** Where rows were lost, and the last running number used before; in journal order. */
  readonly losses: () => readonly { readonly sequence: number; readonly last: number }[];
}

export const paymentStories = (db: Database.Database): StoryTable<Payment, PaymentEvent> => {
  const events = eventsTable(db);
  const losses = lossesIn(db);
  return {
    story: PAYMENT_STORY,
    projection: paymentsWithHistory(db),
    entries: (reference) => events.story(reference),
    begun: () => events.begunBy(PAYMENT_STORY.beginnings),
    taken: (before, now, rows) => takenByPayment(before, now, () => codeShownAt(rows())),
    losses: () => losses().map(({ sequence, payments }) => ({ sequence, last: payments })),
  };
};

export const refundStories = (db: Database.Database): StoryTable<Refund, RefundEvent> => {
  const events = eventsTable(db);
  const losses = lossesIn(db);
  return {
    story: REFUND_STORY,
    projection: refundsWithHistory(db),
    entries: (reference) => events.refundStory(reference),
    begun: () => events.begunBy(REFUND_STORY.beginnings),
    taken: takenByRefund,
    losses: () => losses().map(({ sequence, refunds }) => ({ sequence, last: refunds })),
  };
};
