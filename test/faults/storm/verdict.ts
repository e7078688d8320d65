/** Holds what the journal of a station says of payments and refunds against the records of the gateway. */
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
export interface Booked extends Pick<StoredPayment, 'statusId' | 'sent' | 'steps'> {
  readonly reference: string;
  /** The cashier's one deed that it came of. */
  readonly deed: string;
  /** Hundredths. */
  readonly amount: number;
}

export interface GatewayRecords {
  readonly payments: readonly Booked[];
  readonly refunds: readonly (Booked & OfPayment)[];
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

/** No weather makes the gateway reject a refund: it only would if the till asked for what it may not. */
export const REFUNDS: Ways = { ends: { 2: 'refunded', 4: 'failed' }, neverStored: NOT_THERE };

const wordsOf = ({ amount, state, failure, statusId }: Journaled): string =>
  [amount, state, failure, `in status ${statusId ?? 'none'}`].filter((word) => word).join(' ');

/** What the one side has and the other has not, or has otherwise. Empty only when everything has come to its end. */
export const lostBetween = (
  { ends, neverStored }: Ways,
  journaled: readonly Journaled[],
  booked: readonly Booked[],
): readonly string[] => {
  const stored = booked.flatMap(({ reference, amount, statusId }) => {
    const found = journaled.filter((one) => one.reference === reference);
    const [one] = found;
    if (!one || found.length > 1) return [`${reference}: ${found.length} times in the journal`];
    const agrees = one.amount === amount && one.statusId === statusId && one.state === ends[statusId];
    return agrees ? [] : [`${reference}: ${amount} in status ${statusId}, the journal says ${wordsOf(one)}`];
  });
  const references = new Set(booked.map(({ reference }) => reference));
  const unstored = journaled.filter(
    ({ reference, failure }) => !references.has(reference) && !neverStored.includes(failure),
  );
  return [
    ...stored,
    ...unstored.map((one) => `${one.reference}: not in the records, the journal says ${wordsOf(one)}`),
  ];
};

/** What was, or could have been, done twice: sent in other words, under another RequestId, or once more as another. */
export const doubledIn = (booked: readonly Booked[]): readonly string[] =>
  booked.flatMap(({ reference, sent, deed }) => {
    const same = booked.filter((other) => other.deed === deed);
    return [
      ...(sent.times === sent.timesSameBody ? [] : [`${reference}: sent in different words`]),
      ...(new Set(sent.requestIds).size === 1 ? [] : [`${reference}: not sent under one RequestId`]),
      ...(same.length === 1 ? [] : [`${reference}: asked for once and made ${same.length} times`]),
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
    return given > paid ? [`${reference}: ${paid} paid and ${given} given back`] : [];
  });
};

/** Whether something will yet happen at the gateway by itself. */
export const isStirring = ({ payments, refunds }: GatewayRecords, now: number): boolean =>
  [...payments, ...refunds].some(({ steps }) => steps.some(({ at }) => at > now));
