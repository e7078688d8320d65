/**
 * Holds the gateway's payments of a business day against the journal's. Two sides agree when they say the same of the
 * money: how much, in which currency, and whether it was taken, may still be, or was not. By which word a payment ended
 * without money (cancelled, expired, failed) is no difference, and neither is how far the customer has come with one
 * that is under way.
 */
import type { Sides } from './difference.ts';
import { reconciliationOf, lineOf } from './difference.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Comparison, Difference, ReconciliationLine } from './reconciliation.ts';

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
  if (payment.state === 'paid') return 'paid-only-here';
  // No payment ever came of it, and both sides know; whether the gateway lists what it refused is its own affair.
  if (payment.state === 'failed' && payment.failure !== 'declined') return 'matched';
  return payment.gateway === null ? 'in-doubt' : 'unpaid-only-here';
};

/** What the gateway says of a payment after Success, which decides no sale: its refunds are compared by themselves. */
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

const whyDifferent = (payment: Payment, told: GatewayPayment): Difference | 'matched' => {
  const [here, there] = [takenBy(payment.state), takenThere(told)];
  const moneyMatters = here !== 'not-taken' || there !== 'not-taken';
  if (moneyMatters && (payment.amount !== told.amount || payment.currency !== told.currency))
    return 'other-money';
  if (here === there) return 'matched';
  const later = here === 'taken' ? whyAfterSuccess(told) : undefined;
  if (later) return later;
  if (here === 'unclear' || there === 'unclear') return 'unclear';
  if (there === 'taken') return 'paid-there';
  if (here === 'taken') return 'paid-here';
  return there === 'under-way' ? 'open-there' : 'ended-there';
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
export const reconcilePayments = (
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
  return reconciliationOf(found);
};
