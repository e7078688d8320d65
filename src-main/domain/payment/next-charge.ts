/** What an earlier payment means for the next charge: it may block it, or make the till ask first. */
import { PACE } from '#domain/pace.ts';
import type { Money } from '#domain/money.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { Payment } from './payment.ts';
import { expiresAt, isFinal, wasImported } from './payment.ts';

/**
 * Until when an unfinished payment blocks the next charge; epoch ms. Usually each ends by itself: `sending` becomes
 * open or unknown, `open` and `pending` are cancelled at their deadline, `unknown` is looked up until it is found or
 * proven missing. But a gateway may not answer, may refuse to cancel, or may review the payment by hand for days, and a
 * shop cannot wait for that. A quarter of an hour after the code has expired the customer has left, so the payment
 * stays parked, shown and polled, but no longer blocks.
 */
export const blocksUntil = (payment: Payment): number => expiresAt(payment) + PACE.blocksAfterExpiry;

/** When the answer to the cancel of a payment that the gateway has is overdue, epoch ms; null if none is awaited. */
export const cancelOverdueAt = ({ state, cancelling, changedAt }: Payment): number | null =>
  (state === 'open' || state === 'pending') &&
  (cancelling === 'asked-by-cashier' || cancelling === 'asked-by-deadline')
    ? changedAt + PACE.cancelHolds
    : null;

/**
 * Whether the cashier may dismiss a payment: it has ended, its outcome is unknown, its cancel was answered or the
 * answer is overdue, or it has run for longer than it may block. It stays watched.
 */
export const mayBeDismissed = (payment: Payment, now: number): boolean =>
  isFinal(payment) ||
  payment.state === 'unknown' ||
  payment.cancelling === 'refused' ||
  payment.cancelling === 'accepted' ||
  now >= Math.min(cancelOverdueAt(payment) ?? Infinity, blocksUntil(payment));

/** The payment that blocks the next charge at `now`, if any; of several, the one that blocks longest. */
export const blockingPayment = (parked: readonly Payment[], now: number): Payment | undefined =>
  parked
    .filter((payment) => !isFinal(payment) && now < blocksUntil(payment))
    .toSorted((one, other) => blocksUntil(one) - blocksUntil(other))
    .at(-1);

/**
 * Whether a payment ended so recently that its customer may still be at the counter. It is unknown when an imported
 * payment was paid, but no later than its code expired.
 */
export const hasJustEnded = (payment: Payment, now: number): boolean =>
  now - (wasImported(payment) ? expiresAt(payment) : payment.changedAt) < PACE.sameAmount;

type Asking = Pick<Settings, 'asksAfterPaid'>;

/**
 * Whether a new charge of the same amount may repeat this payment's sale. It may if the payment is unfinished, or has
 * just ended in one of three ways: a manager settled it by hand, it was imported and so paid unseen by a cashier, or it
 * was paid and the shop wants to be asked in that case too.
 */
const mayBeSameSale = (payment: Payment, { asksAfterPaid }: Asking, now: number): boolean => {
  if (!isFinal(payment)) return true;
  if (!hasJustEnded(payment, now)) return false;
  return isAwaited(payment) || (payment.state === 'paid' && (asksAfterPaid || wasImported(payment)));
};

/** The earlier payment of the same amount that a person must be asked about first; of several, the latest. */
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
