/**
 * Reconciles the payments of a business day with the gateway's. Both sides match when they agree about the money: how
 * much, in which currency, and whether it was taken, still may be, or was not. It makes no difference how a payment
 * ended without money (cancelled, expired, failed), nor how far the customer has got with one that is under way.
 */
import type { Sides } from './differences.ts';
import { differencesOf, lineOf } from './differences.ts';
import { findByReference } from '#domain/gateway/find-by-reference.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import type { Ownership } from '#domain/installation/payment-ownership.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf, reportedTaken } from '#domain/payment/payment.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { Differences, Difference, ReconciliationLine } from './reconciliation.ts';

type Taken = 'taken' | 'under-way' | 'not-taken' | 'unclear';

const takenBy = (state: Payment['state']): Taken => {
  switch (state) {
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
      return state satisfies never;
  }
};

const takenThere = ({ statusId }: GatewayPayment): Taken => takenBy(meaningOf(statusId));

const whyOnlyHere = (payment: Payment, siteId: string): Difference | 'matched' => {
  if (payment.siteId !== siteId) return 'other-site';
  if (isAwaited(payment)) return payment.state === 'paid' ? 'settled-paid' : 'matched';
  if (payment.state === 'paid') return 'paid-only-here';
  // It never became a payment; the gateway may list or leave out what it refused.
  if (payment.state === 'failed' && payment.failure !== 'declined') return 'matched';
  return payment.gateway === null ? 'in-doubt' : 'unpaid-only-here';
};

/** The gateway's statuses after Success; refunds are reconciled separately. */
const whyAfterSuccess = ({ statusId }: GatewayPayment): Difference | 'matched' | undefined => {
  switch (statusId) {
    // PartiallyRefunded, Refunded, DisputeWon.
    case 21:
    case 22:
    case 23:
      return 'matched';
    // Disputed, DisputeLost, Chargedback.
    case 19:
    case 24:
    case 26:
      return 'disputed-there';
    default:
      return undefined;
  }
};

const whyDifferent = (payment: Payment, listed: GatewayPayment): Difference | 'matched' => {
  const [here, there] = [takenBy(payment.state), takenThere(listed)];
  const moneyMatters = here !== 'not-taken' || there !== 'not-taken';
  const { amount, currency } = moneyOf(payment);
  if (moneyMatters && (amount !== listed.amount || currency !== listed.currency)) return 'other-money';
  if (here === there) return 'matched';
  const later = whyAfterSuccess(listed);
  if (later && here === 'taken') return later;
  // A status after Success means that the money was taken once, whatever was settled.
  if (isAwaited(payment) && !later && there !== 'taken')
    return here === 'taken' ? 'settled-paid' : 'settled-not-paid';
  if (here === 'unclear' || there === 'unclear') return 'unclear';
  if (there === 'taken') return 'paid-there';
  if (here === 'taken') return 'paid-here';
  return there === 'under-way' ? 'open-there' : 'ended-there';
};

/** The gateway's payments by our reference; a payment on several pages counts once. */
const byReference = (listed: readonly GatewayPayment[]): Map<string, readonly GatewayPayment[]> => {
  const named = new Map<string, readonly GatewayPayment[]>();
  for (const payment of new Map(listed.map((one) => [one.id, one])).values())
    named.set(payment.reference, [...(named.get(payment.reference) ?? []), payment]);
  return named;
};

/**
 * The record of a payment of ours among those under its reference: the one that it is known by or, while the gateway has
 * reported no success of that, another that has taken the money.
 */
const recordOf = (payment: Payment, named: readonly GatewayPayment[]): GatewayPayment | undefined => {
  const known = named.find(({ id }) => id === payment.gateway?.id);
  const first = findByReference(named, payment.reference) ?? named[0];
  if (!known || !first) return first;
  const isTaken = reportedTaken(payment) !== null || takenThere(known) === 'taken';
  return !isTaken && takenThere(first) === 'taken' ? first : known;
};

/** Whether another payment under one of our references could take, or has taken, the customer's money. */
const isSecondCharge = (listed: GatewayPayment): boolean => takenThere(listed) !== 'not-taken';

const whyOnlyThere = (listed: GatewayPayment, ownership: Ownership): Difference => {
  if (ownership !== 'ours' && ownership !== 'lost' && ownership !== 'elsewhere') return ownership;
  return takenThere(listed) === 'taken' ? 'paid-only-there' : 'unpaid-only-there';
};

/**
 * `siteId`: the site whose list this is; payments of another site cannot be in it. `ownership` says whose a listed payment
 * is.
 */
export const reconcilePayments = (
  here: readonly Payment[],
  listed: readonly GatewayPayment[],
  siteId: string,
  ownership: (listed: GatewayPayment) => Ownership,
): Differences => {
  const there = byReference(listed);
  const found: (ReconciliationLine | 'matched')[] = [];
  const add = (sides: Sides, why: Difference | 'matched'): void =>
    void found.push(why === 'matched' ? why : lineOf('payment', sides, why));
  for (const payment of here) {
    const named = there.get(payment.reference) ?? [];
    there.delete(payment.reference);
    const match = recordOf(payment, named);
    if (match) add({ here: payment, there: match }, whyDifferent(payment, match));
    else add({ here: payment, there: null }, whyOnlyHere(payment, siteId));
    for (const second of named.filter((one) => one !== match && isSecondCharge(one)))
      add({ here: null, there: second }, 'twice-there');
  }
  for (const payment of [...there.values()].flat())
    add({ here: null, there: payment }, whyOnlyThere(payment, ownership(payment)));
  return differencesOf(found);
};
