/** What an earlier payment means for the next charge: it may forbid it, or make the till ask first. */
import { PACE } from '#domain/pace.ts';
import type { Money } from '#domain/money.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { Payment } from './payment.ts';
import { expiresAt, isFinal, wasImported } from './payment.ts';

/**
 * Until when an unfinished payment forbids the next charge; epoch ms. Usually each ends by itself: `sending` becomes
 * open or unknown, `open` and `pending` meet their deadline and are cancelled, `unknown` is looked up until it is found
 * or proven missing. That leaves a gateway that does not answer, refuses to cancel, or reviews the payment by hand for
 * days; a shop cannot wait for that. A quarter of an hour after the code has expired its customer has left, so the
 * payment stays parked, shown and polled, but no longer blocks.
 */
export const blocksUntil = (payment: Payment): number => expiresAt(payment) + PACE.blocksAfterExpiry;

/**
 * Whether the cashier may dismiss a payment: it has ended, its outcome is unknown, its cancel was answered, or it has
 * run for longer than it may block. It stays watched.
 */
export const mayBeDismissed = (payment: Payment, now: number): boolean =>
  isFinal(payment) ||
  payment.state === 'unknown' ||
  payment.cancelling === 'refused' ||
  payment.cancelling === 'accepted' ||
  now >= blocksUntil(payment);

/** The payment that forbids the next charge at `now`, if any: of several, the one that does so longest. */
export const blockingPayment = (parked: readonly Payment[], now: number): Payment | undefined =>
  parked
    .filter((payment) => !isFinal(payment) && now < blocksUntil(payment))
    .toSorted((one, other) => blocksUntil(one) - blocksUntil(other))
    .at(-1);

/**
 * Whether a payment ended so recently that its customer may still be at the counter. When an imported one was paid is
 * unknown: at the latest when its code expired.
 */
export const hasJustEnded = (payment: Payment, now: number): boolean =>
  now - (wasImported(payment) ? expiresAt(payment) : payment.changedAt) < PACE.sameAmount;

type Asking = Pick<Settings, 'asksAfterPaid'>;

/**
 * Whether a new charge may be the same sale once more: the payment is unfinished, or has only just ended, and that by a
 * manager's word, unseen by a cashier (imported), or paid where the shop wants to be asked then too.
 */
const mayBeSameSale = (payment: Payment, { asksAfterPaid }: Asking, now: number): boolean => {
  if (!isFinal(payment)) return true;
  if (!hasJustEnded(payment, now)) return false;
  return isAwaited(payment) || (payment.state === 'paid' && (asksAfterPaid || wasImported(payment)));
};

/** The earlier payment of the same amount that a person must be asked about first: of several, the latest. */
export const sameAmountBefore = (
  earlier: readonly Payment[],
  { amount, currency }: Money,
  asking: Asking,
  now: number,
): Payment | undefined =>
  earlier
    .filter((payment) => payment.amount === amount && payment.currency === currency)
    .filter((payment) => mayBeSameSale(payment, asking, now))
    .toSorted((one, other) => one.startedAt - other.startedAt)
    .at(-1);
