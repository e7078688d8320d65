/** How a business day of the journal compares with what the gateway has of it. */
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Person } from '#domain/staff/staff.ts';

export type ReconciliationResult = 'matched' | 'different' | 'not-reconciled';

export const DIFFERENCE_KINDS = ['only-here', 'only-there', 'different'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What is the matter with a line; the words of each say whether the money is safe and what to do. */
export const DIFFERENCES = [
  /** Only here. */
  'in-doubt',
  'other-site',
  'paid-only-here',
  'unpaid-only-here',
  /** Only there. */
  'paid-only-there',
  'unpaid-only-there',
  'twice-there',
  /** On both sides, but not the same. */
  'other-money',
  'paid-there',
  'paid-here',
  'disputed-there',
  'open-there',
  'ended-there',
  'unclear',
  'refund-in-doubt',
  'refund-only-here',
  'refund-only-there',
  'refund-other-money',
  'refund-given-there',
  'refund-given-here',
  'refund-otherwise',
] as const;
export type Difference = (typeof DIFFERENCES)[number];

export interface ReconciliationLine {
  readonly of: 'payment' | 'refund';
  readonly kind: DifferenceKind;
  readonly why: Difference;
  /** Ours where it is here, else the gateway's; at most 50 characters of it. */
  readonly reference: string;
  /** Of the payment that a refund belongs to; a payment's own. */
  readonly paymentReference: string;
  readonly gatewayId: string | null;
  /** Null where it is not here. Hundredths. */
  readonly here: {
    readonly state: Payment['state'] | Refund['state'];
    readonly amount: number;
    readonly currency: string;
  } | null;
  /** Null where it is not there. Hundredths; a refund's currency may be left unsaid. */
  readonly there: {
    readonly statusId: number;
    readonly amount: number;
    readonly currency: string | null;
  } | null;
}

/**
 * Whose refunds the gateway was asked for: of every paid payment of the day, so that money given back elsewhere came to
 * light, or only of those that the journal knows a refund of, or that came late.
 */
export type RefundsAsked = 'every' | 'known';

export type ReconciliationCounts = Readonly<Record<'matched' | DifferenceKind, number>>;

export interface Comparison {
  readonly counts: ReconciliationCounts;
  /** Everything that does not match. */
  readonly lines: readonly ReconciliationLine[];
}

/** What came of comparing a business day. */
export interface Reconciliation {
  /** The business date. */
  readonly date: string;
  /** Its range, [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly result: ReconciliationResult;
  /** As they stood at the end; all zero where nothing could be compared. */
  readonly payments: ReconciliationCounts;
  readonly refunds: ReconciliationCounts;
  readonly refundsAsked: RefundsAsked;
  /** Differences that asking the gateway again has put right. */
  readonly mended: number;
  /** The first of those that do not match, payments before refunds; the counts know all. */
  readonly lines: readonly ReconciliationLine[];
  /** Null where the till did it by itself. */
  readonly by: Person | null;
}

/** A business day's comparison in numbers. */
export type ReconciledDay = Pick<Reconciliation, 'date' | 'result' | 'payments' | 'refunds'>;

/** What several days together come to: a difference is to be looked at, whatever else is not known. */
export const worstOf = (days: readonly ReconciledDay[]): ReconciliationResult =>
  (['different', 'not-reconciled'] as const).find((bad) => days.some(({ result }) => result === bad)) ??
  'matched';

/** A journal row is no place for a whole day of differences: so many mean one cause, and these show which. */
export const MOST_LINES = 200;

export const NOTHING_COMPARED: Comparison = {
  counts: { matched: 0, 'only-here': 0, 'only-there': 0, different: 0 },
  lines: [],
};

/** A business day that nobody has compared. */
export const notReconciled = (date: string): ReconciledDay => ({
  date,
  result: 'not-reconciled',
  payments: NOTHING_COMPARED.counts,
  refunds: NOTHING_COMPARED.counts,
});

/** Two comparisons of different things as one. */
export const together = (one: Comparison, other: Comparison): Comparison => ({
  counts: {
    matched: one.counts.matched + other.counts.matched,
    'only-here': one.counts['only-here'] + other.counts['only-here'],
    'only-there': one.counts['only-there'] + other.counts['only-there'],
    different: one.counts.different + other.counts.different,
  },
  lines: [...one.lines, ...other.lines],
});

/** A comparison brought to its end, as it is written down. */
export const reconciliationOf = (
  day: Pick<Reconciliation, 'date' | 'from' | 'to' | 'by' | 'refundsAsked'>,
  compared: {
    readonly payments: Comparison;
    readonly refunds: Comparison;
    readonly mended: number;
  } | null,
): Reconciliation => {
  const { payments, refunds, mended } = compared ?? {
    payments: NOTHING_COMPARED,
    refunds: NOTHING_COMPARED,
    mended: 0,
  };
  const { lines } = together(payments, refunds);
  const result = lines.length === 0 ? 'matched' : 'different';
  return {
    ...day,
    result: compared ? result : 'not-reconciled',
    payments: payments.counts,
    refunds: refunds.counts,
    mended,
    lines: lines.slice(0, MOST_LINES),
  };
};
