/** What one row of the journal adds to the takings or removes from them. */
import type { PaymentEnd } from '#domain/day/ends.ts';
import { endOf } from '#domain/day/ends-of.ts';
import type { MoneyMoved } from '#domain/journal/money-moved.ts';
import { paidMoved, refundedMoved } from '#domain/journal/money-moved.ts';
import type { Hundredths } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Person } from '#domain/staff/staff.ts';
import { quarterOf } from './quarter-hour.ts';
import { waitStepOf } from './wait.ts';

/** Money in the quarter hour in which the journal learned of it, as X and Z count it. Below zero if it is removed. */
export interface MoneyTaken {
  readonly quarter: number;
  readonly cashier: Person | null;
  readonly currency: string;
  readonly paidCount: number;
  readonly paid: Hundredths;
  readonly refundedCount: number;
  readonly refunded: Hundredths;
}

/** How charges that began in a quarter hour have ended so far. */
export interface ChargesEnded {
  readonly quarter: number;
  readonly started: number;
  readonly ends: Readonly<Partial<Record<PaymentEnd, number>>>;
  /** How long the customer took from the code to paying, as a step (see `waitStepOf`); null if nobody waited. */
  readonly waitStep: number | null;
}

export interface Taken {
  readonly money: readonly MoneyTaken[];
  readonly charges: ChargesEnded | null;
}

type Of = 'paid' | 'refunded';

const moneyTaken = (
  { added, removed }: MoneyMoved,
  of: Of,
  at: number,
  cashier: Person | null,
): readonly MoneyTaken[] =>
  [
    { money: removed, sign: -1 },
    { money: added, sign: 1 },
  ].flatMap(({ money, sign }) => {
    // An amount such as half a hundredth is journaled as the gateway sent it, but cannot be added up.
    if (!money || !Number.isSafeInteger(money.amount)) return [];
    const nothing = { paidCount: 0, paid: 0, refundedCount: 0, refunded: 0 };
    const place = { quarter: quarterOf(at), cashier, currency: money.currency };
    return [{ ...place, ...nothing, [`${of}Count`]: sign, [of]: sign * money.amount }];
  });

/** Only a success that the gateway reports before the payment has ended shows how long the customer took. */
const waitStep = (before: Payment | undefined, now: Payment, shownAt: () => number | null): number | null => {
  if (!before || now.state !== 'paid' || before.state === 'paid' || now.late || now.byHand) return null;
  const shown = shownAt();
  return shown === null ? null : waitStepOf(now.changedAt - shown);
};

const chargesEnded = (
  before: Payment | undefined,
  now: Payment,
  shownAt: () => number | null,
): ChargesEnded | null => {
  const [was, is] = [before && endOf(before), endOf(now)];
  if (before && was === is) return null;
  return {
    quarter: quarterOf(now.startedAt),
    started: before ? 0 : 1,
    ends: { ...(was ? { [was]: -1 } : {}), ...(is ? { [is]: 1 } : {}) },
    waitStep: waitStep(before, now, shownAt),
  };
};

/** By a row that moved a payment. `shownAt`: when its code was first shown; epoch ms. */
export const takenByPayment = (
  before: Payment | undefined,
  now: Payment,
  shownAt: () => number | null,
): Taken => ({
  money: moneyTaken(paidMoved(before, now), 'paid', now.changedAt, now.cashier),
  charges: chargesEnded(before, now, shownAt),
});

/** By a row that moved a refund. */
export const takenByRefund = (before: Refund | undefined, now: Refund): Taken => ({
  money: moneyTaken(refundedMoved(before, now), 'refunded', now.changedAt, now.askedBy),
  charges: null,
});

/** Whether the customer can see the code in this state. */
export const showsCode = ({ state }: Payment): boolean => state === 'open' || state === 'pending';
