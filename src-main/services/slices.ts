/** Splits work over a whole day or week into slices, so that everything else at the till goes on in between. */
import type { Payment } from '#domain/payment/payment.ts';
import type { Journal, OnUnreadable } from './journal-ports.ts';

/** Yields to everything else at the till. */
export type YieldNow = () => Promise<void>;

/** Few enough that looking up each of them takes about a millisecond in all. */
const AT_ONCE = 50;

/** A span in which even a till that sells without a pause has no more payments than that. */
const SPAN_MS = 10 * 60_000;

export const filterInSlices = async <T>(
  items: readonly T[],
  isWanted: (item: T) => boolean,
  yieldNow: YieldNow,
): Promise<readonly T[]> => {
  const wanted: T[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    wanted.push(...items.slice(from, from + AT_ONCE).filter(isWanted));
    await yieldNow();
  }
  return wanted;
};

/**
 * Payments started in [from, to), newest first; epoch ms. Each is as of when its slice was read. `onUnreadable`: see
 * `Journal.startedBetween`.
 */
export const startedInSlices = async (
  journal: Pick<Journal, 'startedBetween'>,
  { from, to }: { readonly from: number; readonly to: number },
  yieldNow: YieldNow,
  onUnreadable?: OnUnreadable,
): Promise<readonly Payment[]> => {
  const payments: Payment[] = [];
  for (let end = to; end > from; end -= SPAN_MS) {
    payments.push(...journal.startedBetween(Math.max(from, end - SPAN_MS), end, onUnreadable));
    await yieldNow();
  }
  return payments;
};
