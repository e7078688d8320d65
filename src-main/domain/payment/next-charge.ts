/** What an earlier payment means for the next charge: it may forbid it, or make the till ask first. */
import { PACE } from '#domain/pace.ts';
import type { Money, Payment } from './payment.ts';
import { expiresAt, isFinal } from './payment.ts';

/**
 * Until when a payment without an end forbids the next charge; epoch ms. Each has a way to its end: `sending` becomes
 * open or unknown, `open` and `pending` run into the deadline and are cancelled, `unknown` is looked up until it is
 * found or proven missing. What is left is a gateway that does not answer, refuses to cancel, or reviews the payment by
 * hand, which takes days; a shop cannot stand still for that. A quarter of an hour after the code has expired nobody
 * stands at the counter with it any more, so the payment stays parked, in sight and asked after, but blocks no longer.
 */
export const blocksUntil = (payment: Payment): number => expiresAt(payment) + PACE.blocksAfterExpiry;

/**
 * Whether the cashier may leave a payment behind: it has ended, is in doubt, is not certainly cancelled, or the gateway
 * has not let it end for longer than it may block. It stays watched.
 */
export const mayBeDismissed = (payment: Payment, now: number): boolean =>
  isFinal(payment) ||
  payment.state === 'unknown' ||
  payment.cancelling === 'refused' ||
  payment.cancelling === 'accepted' ||
  now >= blocksUntil(payment);

/** The payment that forbids the next charge at `now`, if any: of several the one that does so longest. */
export const blockingPayment = (parked: readonly Payment[], now: number): Payment | undefined =>
  parked
    .filter((payment) => !isFinal(payment) && now < blocksUntil(payment))
    .toSorted((one, other) => blocksUntil(one) - blocksUntil(other))
    .at(-1);

/** Whether a new charge may be the same sale once more: the payment is without an end, or was paid just now. */
const mayBeMeant = (payment: Payment, now: number): boolean =>
  !isFinal(payment) || (payment.state === 'paid' && now - payment.changedAt < PACE.sameAmount);

/** The earlier payment of this very amount that a person must be asked about first: of several the latest. */
export const sameAmountBefore = (
  earlier: readonly Payment[],
  { amount, currency }: Money,
  now: number,
): Payment | undefined =>
  earlier
    .filter(
      (payment) => payment.amount === amount && payment.currency === currency && mayBeMeant(payment, now),
    )
    .toSorted((one, other) => one.startedAt - other.startedAt)
    .at(-1);
