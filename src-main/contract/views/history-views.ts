/** What the till shows of the history, and how it can be queried. */
import { z } from 'zod';
import { HISTORY_FILTERS, HISTORY_OUTCOMES } from '#domain/history/history.ts';
import { hundredths } from '#domain/money-schema.ts';
import { RefundView } from './refund-views.ts';
import { PaymentView } from '#contract/views.ts';

/** The row after which a page begins. */
const Place = z.strictObject({ at: z.int(), id: z.int() });

/** Null matches everything. */
export const HistoryInput = z.strictObject({
  /** Words that all must occur, as typed or scanned. */
  text: z.string().max(200),
  filter: z.enum(HISTORY_FILTERS),
  /** An id from `history.cashiers`. */
  cashier: z.string().max(100).nullable(),
  /** Business dates, both included. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** Both included. */
  least: hundredths.nullable(),
  most: hundredths.nullable(),
  /** `next` of the page before; null for the newest page. */
  after: Place.nullable(),
});
export type HistoryInput = z.infer<typeof HistoryInput>;

export const HistoryRowView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('payment'), date: z.string(), payment: PaymentView }),
  z.strictObject({
    kind: z.literal('refund'),
    date: z.string(),
    refund: RefundView,
    /** Null if the journal does not have it. */
    payment: PaymentView.nullable(),
  }),
]);
export type HistoryRowView = z.infer<typeof HistoryRowView>;

/** What matches in one business day. */
export const HistoryDayView = z.strictObject({
  date: z.string(),
  /** How many have each outcome. */
  counts: z.record(z.enum(HISTORY_OUTCOMES), z.int()),
  /** Paid less refunded, by currency; null for people who may not see totals. */
  net: z.array(z.strictObject({ amount: z.int(), currency: z.string() })).nullable(),
});
export type HistoryDayView = z.infer<typeof HistoryDayView>;

export const HistoryPageView = z.strictObject({
  /** Newest first. */
  rows: z.array(HistoryRowView),
  /** The days of these rows, each counting all matches, including those on other pages. */
  days: z.array(HistoryDayView),
  /** Where the next page begins; it may be empty. Null at the end. */
  next: Place.nullable(),
  /** The current business date. */
  today: z.string(),
  /** False while payments from an earlier version are still being added. */
  whole: z.boolean(),
});
export type HistoryPageView = z.infer<typeof HistoryPageView>;

export const HistoryCashiersView = z.array(z.strictObject({ id: z.string(), name: z.string() }));
export type HistoryCashiersView = z.infer<typeof HistoryCashiersView>;
