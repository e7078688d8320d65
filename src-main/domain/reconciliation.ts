/**
 * Holds what the gateway has of a business day against the journal. Two sides agree when they say the same of the
 * money: how much, in which currency, and whether it was taken, may still be, or was not. By which word a payment ended
 * without money (cancelled, expired, failed) is no difference, and neither is how far the customer has come with one
 * that is under way.
 */
import { refundMeaningOf } from './advance-refund.ts';
import type { GatewayPayment } from './gateway-payment.ts';
import { meaningOf } from './gateway-payment.ts';
import type { Payment } from './payment.ts';
import type { GatewayRefund, Refund } from './refund.ts';
import { isSameRefund } from './refund.ts';
import type { Person } from './staff.ts';

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
  /** Differences that asking the gateway again has put right. */
  readonly mended: number;
  /** The first of those that do not match, payments before refunds; the counts know all. */
  readonly lines: readonly ReconciliationLine[];
  /** Null where the till did it by itself. */
  readonly by: Person | null;
}

/** A journal row is no place for a whole day of differences: so many mean one cause, and these show which. */
export const MOST_LINES = 200;
const LONGEST_REFERENCE = 50;

export const NOTHING_COMPARED: Comparison = {
  counts: { matched: 0, 'only-here': 0, 'only-there': 0, different: 0 },
  lines: [],
};

const comparisonOf = (found: readonly (ReconciliationLine | 'matched')[]): Comparison => {
  const lines = found.filter((one) => one !== 'matched');
  const count = (kind: DifferenceKind): number => lines.filter((line) => line.kind === kind).length;
  return {
    counts: {
      matched: found.length - lines.length,
      'only-here': count('only-here'),
      'only-there': count('only-there'),
      different: count('different'),
    },
    lines,
  };
};

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

type Taken = 'taken' | 'under-way' | 'not-taken' | 'unclear';

const takenHere = (payment: Payment): Taken => {
  switch (payment.state) {
    case 'paid':
      return 'taken';
    case 'open':
    case 'pending':
      return 'under-way';
    case 'cancelled':
    case 'expired':
    case 'failed':
      return 'not-taken';
    case 'sending':
    case 'unknown':
      return 'unclear';
    default:
      return payment satisfies never;
  }
};

const takenThere = ({ statusId }: GatewayPayment): Taken => {
  const meaning = meaningOf(statusId);
  switch (meaning) {
    case 'paid':
      return 'taken';
    case 'open':
    case 'pending':
      return 'under-way';
    case 'cancelled':
    case 'expired':
    case 'failed':
      return 'not-taken';
    case 'unknown':
      return 'unclear';
    default:
      return meaning satisfies never;
  }
};

const whyOnlyHere = (payment: Payment, siteId: string): Difference | 'matched' => {
  if (payment.siteId !== siteId) return 'other-site';
  if (payment.state === 'paid') return 'paid-only-here';
  if (payment.gateway !== null) return 'unpaid-only-here';
  // It never came to the gateway, and both sides know.
  return payment.state === 'failed' ? 'matched' : 'in-doubt';
};

const whyDifferent = (payment: Payment, told: GatewayPayment): Difference | 'matched' => {
  const [here, there] = [takenHere(payment), takenThere(told)];
  const moneyMatters = here !== 'not-taken' || there !== 'not-taken';
  if (moneyMatters && (payment.amount !== told.amount || payment.currency !== told.currency))
    return 'other-money';
  if (here === there) return 'matched';
  if (here === 'unclear' || there === 'unclear') return 'unclear';
  if (there === 'taken') return 'paid-there';
  if (here === 'taken') return 'paid-here';
  return there === 'under-way' ? 'open-there' : 'ended-there';
};

interface Sides {
  readonly here: Payment | Refund | null;
  readonly there: GatewayPayment | GatewayRefund | null;
}

const kindOf = ({ here, there }: Sides): DifferenceKind => {
  if (there === null) return 'only-here';
  return here === null ? 'only-there' : 'different';
};

const lineOf = (
  of: ReconciliationLine['of'],
  sides: Sides,
  why: Difference,
  paymentReference?: string,
): ReconciliationLine => {
  const { here, there } = sides;
  const reference = (here?.reference ?? there?.reference ?? '').slice(0, LONGEST_REFERENCE);
  return {
    of,
    kind: kindOf(sides),
    why,
    reference,
    paymentReference: paymentReference ?? reference,
    gatewayId: there?.id ?? here?.gateway?.id ?? null,
    here: here && { state: here.state, amount: here.amount, currency: here.currency },
    there: there && { statusId: there.statusId, amount: there.amount, currency: there.currency },
  };
};

/** The gateway's payments by our reference, each payment once however often a page told of it. */
const byReference = (listed: readonly GatewayPayment[]): Map<string, readonly GatewayPayment[]> => {
  const named = new Map<string, readonly GatewayPayment[]>();
  for (const payment of new Map(listed.map((one) => [one.id, one])).values())
    named.set(payment.reference, [...(named.get(payment.reference) ?? []), payment]);
  return named;
};

/** A second payment under a name of ours that could take, or has taken, the customer's money. */
const isSecondCharge = (told: GatewayPayment): boolean => takenThere(told) !== 'not-taken';

/**
 * Compares the payments of a day by their references. `siteId` is the one that the gateway was asked for: a payment
 * made under another cannot be in its list.
 */
export const comparePayments = (
  here: readonly Payment[],
  listed: readonly GatewayPayment[],
  siteId: string,
): Comparison => {
  const there = byReference(listed);
  const found: (ReconciliationLine | 'matched')[] = [];
  const tell = (sides: Sides, why: Difference | 'matched'): void =>
    void found.push(why === 'matched' ? why : lineOf('payment', sides, why));
  for (const payment of here) {
    const named = there.get(payment.reference) ?? [];
    there.delete(payment.reference);
    const told = named.find(({ id }) => id === payment.gateway?.id) ?? named[0];
    if (told) tell({ here: payment, there: told }, whyDifferent(payment, told));
    else tell({ here: payment, there: null }, whyOnlyHere(payment, siteId));
    for (const second of named.filter((one) => one !== told && isSecondCharge(one)))
      tell({ here: null, there: second }, 'twice-there');
  }
  for (const told of [...there.values()].flat()) {
    const why = takenThere(told) === 'taken' ? 'paid-only-there' : 'unpaid-only-there';
    tell({ here: null, there: told }, why);
  }
  return comparisonOf(found);
};

const givenHere = (refund: Refund): ReturnType<typeof refundMeaningOf> =>
  refund.state === 'sending' ? 'unknown' : refund.state;

const whyRefundOnlyHere = (refund: Refund): Difference | 'matched' => {
  if (refund.state === 'failed' && refund.gateway === null) return 'matched';
  const inDoubt = refund.gateway === null && (refund.state === 'sending' || refund.state === 'unknown');
  return inDoubt ? 'refund-in-doubt' : 'refund-only-here';
};

const whyRefundDifferent = (refund: Refund, told: GatewayRefund): Difference | 'matched' => {
  const [here, there] = [givenHere(refund), refundMeaningOf(told.statusId)];
  const isOtherMoney =
    refund.amount !== told.amount || refund.currency !== (told.currency ?? refund.currency);
  if (isOtherMoney && (here !== 'failed' || there !== 'failed')) return 'refund-other-money';
  if (here === there) return 'matched';
  if (there === 'refunded') return 'refund-given-there';
  return here === 'refunded' ? 'refund-given-here' : 'refund-otherwise';
};

/** Compares the refunds of one payment. */
export const compareRefunds = (
  paymentReference: string,
  here: readonly Refund[],
  there: readonly GatewayRefund[],
): Comparison => {
  const ours = here.map((refund) => {
    const told = there.find((one) => isSameRefund(refund, one)) ?? null;
    const why = told ? whyRefundDifferent(refund, told) : whyRefundOnlyHere(refund);
    return why === 'matched' ? why : lineOf('refund', { here: refund, there: told }, why, paymentReference);
  });
  const others = there
    .filter((told) => !here.some((refund) => isSameRefund(refund, told)))
    .map((told) => lineOf('refund', { here: null, there: told }, 'refund-only-there', paymentReference));
  return comparisonOf([...ours, ...others]);
};

/** A comparison brought to its end, as it is written down. */
export const reconciliationOf = (
  day: Pick<Reconciliation, 'date' | 'from' | 'to' | 'by'>,
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
