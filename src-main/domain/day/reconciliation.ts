/** The reconciliation of a business day with the gateway's list, as the journal stores it. */
import { z } from 'zod';
import { FOREIGN_PAYMENTS } from '#domain/installation/payment-ownership.ts';
import type { Immutable } from '#domain/immutable.ts';
import { hundredths } from '#domain/money-schema.ts';
import { person } from '#domain/staff/person-schema.ts';
import { anyState } from './report-lines.ts';

const DIFFERENCE_KINDS = ['only-here', 'only-there', 'different'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** Why a line differs; the words of each say whether the money is safe and what to do. */
const DIFFERENCES = [
  /** Only here. */
  'in-doubt',
  'other-site',
  'paid-only-here',
  'unpaid-only-here',
  /** Only there. */
  'paid-only-there',
  'unpaid-only-there',
  'twice-there',
  ...FOREIGN_PAYMENTS,
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
  /** Settled by hand here, and the gateway has not confirmed that. */
  'settled-paid',
  'settled-not-paid',
  'refund-settled-refunded',
  'refund-settled-not-refunded',
] as const;
export type Difference = (typeof DIFFERENCES)[number];

const reconciliationLine = z.strictObject({
  of: z.enum(['payment', 'refund']),
  kind: z.enum(DIFFERENCE_KINDS),
  why: z.enum(DIFFERENCES),
  /** Ours if the journal has it, else the gateway's; cut off after 50 characters. */
  reference: z.string(),
  /** For a refund, its payment's reference; for a payment, its own. */
  paymentReference: z.string(),
  gatewayId: z.string().nullable(),
  /** The journal's side; null if only the gateway has it. */
  here: z.strictObject({ state: anyState, amount: hundredths, currency: z.string() }).nullable(),
  /** The gateway's side; null if only the journal has it. The gateway may leave out a refund's currency. */
  there: z
    .strictObject({ statusId: z.int(), amount: hundredths, currency: z.string().nullable() })
    .nullable(),
});
export type ReconciliationLine = Immutable<z.infer<typeof reconciliationLine>>;

const counts = z.strictObject({
  matched: z.int(),
  'only-here': z.int(),
  'only-there': z.int(),
  different: z.int(),
}) satisfies z.ZodType<Record<'matched' | DifferenceKind, number>>;
export type ReconciliationCounts = Immutable<z.infer<typeof counts>>;

export const reconciliationResult = z.enum(['matched', 'different', 'not-reconciled']);
export type ReconciliationResult = z.infer<typeof reconciliationResult>;

/**
 * Which refunds a reconciliation asked the gateway for: `every` one, even if made elsewhere, or only those `known`
 * here.
 */
const refundsAsked = z.enum(['every', 'known']);

/** The counts of a business day's reconciliation; all zero if there was none. */
export const reconciledDay = z.strictObject({
  /** The business date. */
  date: z.iso.date(),
  result: reconciliationResult,
  payments: counts,
  refunds: counts,
  /** Left out unless it is 'known'; the earliest Zs lack it. */
  refundsAsked: refundsAsked.optional(),
});
export type ReconciledDay = Immutable<z.infer<typeof reconciledDay>>;

export const reconciliation = z.strictObject({
  ...reconciledDay.shape,
  /** The day's range, [from, to); epoch ms. */
  from: z.int(),
  to: z.int(),
  /**
   * Which refunds the gateway was asked for: those of every paid payment of the day, which also finds refunds made
   * elsewhere, or only those of payments that have a refund in the journal or were paid late. The earliest records
   * lack it; they were 'known'.
   */
  refundsAsked: refundsAsked.default('known'),
  /** Differences that a second look-up resolved. */
  mended: z.int(),
  /** The first differences, payments before refunds; the counts include all. */
  lines: z.array(reconciliationLine).readonly(),
  /** Null if the till started it itself. */
  by: person.nullable(),
});
export type Reconciliation = Immutable<z.infer<typeof reconciliation>>;
export type RefundsAsked = Reconciliation['refundsAsked'];

export interface Differences {
  readonly counts: ReconciliationCounts;
  /** Everything that does not match. */
  readonly lines: readonly ReconciliationLine[];
}

/** The result of several days. A difference outranks a day that is not reconciled: it needs attention. */
export const worstOf = (days: readonly ReconciledDay[]): ReconciliationResult =>
  (['different', 'not-reconciled'] as const).find((bad) => days.some(({ result }) => result === bad)) ??
  'matched';

/** The most differences that a record keeps. When there are more, they share a cause, and these show it. */
export const MAX_LINES = 200;

export const NO_DIFFERENCES: Differences = {
  counts: { matched: 0, 'only-here': 0, 'only-there': 0, different: 0 },
  lines: [],
};

/** A business day that has not been reconciled. */
export const notReconciled = (date: string): ReconciledDay => ({
  date,
  result: 'not-reconciled',
  payments: NO_DIFFERENCES.counts,
  refunds: NO_DIFFERENCES.counts,
});

/** The differences of two disjoint sets as one. */
export const mergeDifferences = (one: Differences, other: Differences): Differences => ({
  counts: {
    matched: one.counts.matched + other.counts.matched,
    'only-here': one.counts['only-here'] + other.counts['only-here'],
    'only-there': one.counts['only-there'] + other.counts['only-there'],
    different: one.counts.different + other.counts.different,
  },
  lines: [...one.lines, ...other.lines],
});

/** The record of a day; `found` is null if the gateway did not answer, or did not tell everything. */
export const reconciliationOf = (
  day: Pick<Reconciliation, 'date' | 'from' | 'to' | 'by' | 'refundsAsked'>,
  found: {
    readonly payments: Differences;
    readonly refunds: Differences;
    readonly resolved: number;
  } | null,
): Reconciliation => {
  const { payments, refunds, resolved } = found ?? {
    payments: NO_DIFFERENCES,
    refunds: NO_DIFFERENCES,
    resolved: 0,
  };
  const { lines } = mergeDifferences(payments, refunds);
  const result = lines.length === 0 ? 'matched' : 'different';
  return {
    ...day,
    result: found ? result : 'not-reconciled',
    payments: payments.counts,
    refunds: refunds.counts,
    mended: resolved,
    lines: lines.slice(0, MAX_LINES),
  };
};
