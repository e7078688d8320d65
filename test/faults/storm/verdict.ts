/** Checks the payments and refunds in a station's journal against the gateway's records. */
import { readReference } from '#domain/payment/reference.ts';
import type { StoredPayment } from '#simulator/control/stored-records.ts';

/** One payment or refund as the journal has it. */
export interface Journaled {
  readonly reference: string;
  /** Hundredths. */
  readonly amount: number;
  readonly state: string;
  /** Or ''. */
  readonly failure: string;
  /** Paid after the till had cancelled or expired it. */
  readonly late: boolean;
  /** A reconciliation found it at the gateway. */
  readonly isImported: boolean;
  readonly statusId: number | null;
}

/** Which payment a refund is of. */
interface OfPayment {
  readonly paymentReference: string;
}

export type JournaledRefund = Journaled & OfPayment;

/** One payment or refund as the gateway has it. */
export interface AtGateway extends Pick<StoredPayment, 'statusId' | 'sent' | 'steps'> {
  readonly reference: string;
  /** Identifies the cashier's action that caused it. */
  readonly action: string;
  /** Hundredths. */
  readonly amount: number;
}

export interface GatewayRecords {
  readonly payments: readonly AtGateway[];
  readonly refunds: readonly (AtGateway & OfPayment)[];
}

interface Ways {
  /** The end in the journal for each end at the gateway, by its status ID. */
  readonly ends: Readonly<Record<number, string>>;
  /** How an attempt ends in the journal when the gateway has stored nothing of it. */
  readonly neverStored: readonly string[];
}

const NOT_THERE = ['not-sent', 'never-arrived', 'credentials-refused'];

export const PAYMENTS: Ways = {
  ends: { 2: 'paid', 3: 'cancelled', 4: 'failed', 5: 'expired' },
  neverStored: [...NOT_THERE, 'rejected'],
};

/** No disturbance makes the gateway reject a refund; it would only if the till requested what it may not. */
export const REFUNDS: Ways = { ends: { 2: 'refunded', 4: 'failed' }, neverStored: NOT_THERE };

const wordsOf = ({ amount, state, failure, statusId }: Journaled): string =>
  [amount, state, failure, `in status ${statusId ?? 'none'}`].filter((word) => word).join(' ');

/** What one side has and the other lacks or has differently. Can be empty only once everything has ended. */
export const lostBetween = (
  { ends, neverStored }: Ways,
  journaled: readonly Journaled[],
  atGateway: readonly AtGateway[],
): readonly string[] => {
  const stored = atGateway.flatMap(({ reference, amount, statusId }) => {
    const found = journaled.filter((one) => one.reference === reference);
    const [one] = found;
    if (!one || found.length > 1) return [`${reference}: ${found.length} times in the journal`];
    const agrees = one.amount === amount && one.statusId === statusId && one.state === ends[statusId];
    return agrees ? [] : [`${reference}: ${amount} in status ${statusId}, the journal says ${wordsOf(one)}`];
  });
  const references = new Set(atGateway.map(({ reference }) => reference));
  const unstored = journaled.filter(
    ({ reference, failure }) => !references.has(reference) && !neverStored.includes(failure),
  );
  return [
    ...stored,
    ...unstored.map((one) => `${one.reference}: not in the records, the journal says ${wordsOf(one)}`),
  ];
};

/** What was, or could have been, done twice: sent with another body, another RequestId, or another reference. */
export const doubledIn = (atGateway: readonly AtGateway[]): readonly string[] =>
  atGateway.flatMap(({ reference, sent, action }) => {
    const same = atGateway.filter((other) => other.action === action);
    return [
      ...(sent.times === sent.timesSameBody ? [] : [`${reference}: sent in different words`]),
      ...(new Set(sent.requestIds).size === 1 ? [] : [`${reference}: not sent under one RequestId`]),
      ...(same.length === 1
        ? []
        : [`${reference}: requested once and made ${same.length} times (${action})`]),
    ];
  });

/** Payments of which more was refunded than was paid, in the records of either side. */
export const overRefundedIn = (
  journaled: readonly JournaledRefund[],
  { payments, refunds }: GatewayRecords,
): readonly string[] => {
  const sumOf = (reference: string, given: readonly (OfPayment & { readonly amount: number })[]): number =>
    given
      .filter(({ paymentReference }) => paymentReference === reference)
      .reduce((sum, { amount }) => sum + amount, 0);
  const atGateway = refunds.filter(({ statusId }) => REFUNDS.ends[statusId] !== 'failed');
  const inJournal = journaled.filter(({ state }) => state !== 'failed');
  return payments.flatMap(({ reference, amount, statusId }) => {
    const paid = PAYMENTS.ends[statusId] === 'paid' ? amount : 0;
    const given = Math.max(sumOf(reference, atGateway), sumOf(reference, inJournal));
    return given > paid ? [`${reference}: ${paid} paid and ${given} refunded`] : [];
  });
};

/** Whether the gateway has planned steps that are still to come. */
export const isChanging = ({ payments, refunds }: GatewayRecords, now: number): boolean =>
  [...payments, ...refunds].some(({ steps }) => steps.some(({ at }) => at > now));

/** Running numbers that more than one reference of the same kind has, on either side. */
export const numbersUsedTwice = (
  journaled: readonly Journaled[],
  atGateway: readonly AtGateway[],
): readonly string[] => {
  const references = new Set([...journaled, ...atGateway].map(({ reference }) => reference));
  const users = new Map<number, string[]>();
  for (const reference of references) {
    const number = readReference(reference)?.number;
    if (number !== undefined) users.set(number, [...(users.get(number) ?? []), reference]);
  }
  return [...users].flatMap(([number, used]) =>
    used.length > 1 ? [`${number}: ${used.toSorted().join(' and ')}`] : [],
  );
};
