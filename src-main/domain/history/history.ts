/** The history: payments and refunds of all days, newest first. */
import type { Hundredths, Money } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal, moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';

export const HISTORY_OUTCOMES = ['paid', 'not-paid', 'unresolved', 'refunded', 'not-refunded'] as const;
export type HistoryOutcome = (typeof HISTORY_OUTCOMES)[number];

/** Which rows of the history are shown. */
export const HISTORY_FILTERS = ['all', 'paid', 'refunds', 'not-paid', 'unresolved'] as const;
export type HistoryFilter = (typeof HISTORY_FILTERS)[number];

export type HistoryRow =
  | { readonly kind: 'payment'; readonly payment: Payment }
  | {
      readonly kind: 'refund';
      readonly refund: Refund;
      /** Null if the journal does not have it. */
      readonly payment: Payment | null;
    };

/** A place in the history: when a row began (epoch ms), and an ID that orders rows that began at the same time. */
export interface HistoryPlace {
  readonly at: number;
  readonly id: number;
}

/** A query of the history; null matches everything. */
export interface HistoryQuery {
  /** Words that all must occur, as people type them; '' matches everything. */
  readonly text: string;
  /** The currency in which amounts among the words are read. */
  readonly currency: string;
  readonly filter: HistoryFilter;
  /** Id of the person who charged, or requested the refund. */
  readonly cashier: string | null;
  /** Started in [from, to); epoch ms. */
  readonly from: number | null;
  readonly to: number | null;
  readonly least: Hundredths | null;
  readonly most: Hundredths | null;
}

/** How many rows have this outcome, and their sum in one currency. */
export interface HistorySum extends Money {
  readonly kind: HistoryRow['kind'];
  readonly outcome: HistoryOutcome;
  readonly count: number;
}

export type HistoryCounts = Readonly<Record<HistoryOutcome, number>>;

/** How many rows there are of each outcome: only those that are paid or refunded are in a sum of money. */
export const historyCounts = (sums: readonly HistorySum[]): HistoryCounts => {
  const counts = { paid: 0, 'not-paid': 0, unresolved: 0, refunded: 0, 'not-refunded': 0 };
  for (const { outcome, count } of sums) counts[outcome] += count;
  return counts;
};

const paymentOutcome = (payment: Payment): HistoryOutcome => {
  if (payment.state === 'paid') return 'paid';
  return isFinal(payment) ? 'not-paid' : 'unresolved';
};

const REFUND_OUTCOMES = {
  sending: 'unresolved',
  unknown: 'unresolved',
  requested: 'unresolved',
  refunded: 'refunded',
  failed: 'not-refunded',
} as const satisfies Record<Refund['state'], HistoryOutcome>;

export const outcomeOf = (row: HistoryRow): HistoryOutcome =>
  row.kind === 'payment' ? paymentOutcome(row.payment) : REFUND_OUTCOMES[row.refund.state];

/** What a payment took, or a refund returns. */
export const historyMoney = (row: HistoryRow): Money =>
  row.kind === 'payment' ? moneyOf(row.payment) : row.refund;
