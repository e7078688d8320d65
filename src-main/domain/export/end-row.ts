/** The row in which a payment or refund ended, which determines the Z that covers it. */
import type { Money } from '#domain/money.ts';
import { isSameMoney } from '#domain/money.ts';
import { advance } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import type { Step, StoryRow } from '#domain/story/fold.ts';
import { fold } from '#domain/story/fold.ts';
import type { StoryState } from '#domain/story/story.ts';

/**
 * Zs are numbered 1, 2, 3 …, and each covers the rows since the one before. So the number of a row's Z is one more than
 * the number of Zs before that row; null if no Z covers it yet. `zs`: the sequences of the Zs, in order.
 */
export const zNumberAt =
  (zs: readonly number[]) =>
  (sequence: number): number | null => {
    let [low, high] = [0, zs.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((zs[middle] ?? sequence) < sequence) low = middle + 1;
      else high = middle;
    }
    return low < zs.length ? low + 1 : null;
  };

/** The last row that changed the state or the money. */
const lastMove = <S extends StoryState>(
  steps: Iterable<Step<S, { readonly sequence: number }>>,
  moneyIn: (state: S) => Money,
): number => {
  let last = 0;
  for (const { before, after, row } of steps) {
    const isSame = before && after && before.state === after.state;
    if (!isSame || !isSameMoney(moneyIn(before), moneyIn(after))) last = row.sequence;
  }
  return last;
};

/** Rows may follow its end: a person accepts it, or the gateway confirms what was settled by hand. */
export const mayOutliveEnd = (payment: Payment): boolean =>
  payment.byHand !== undefined || (payment.state === 'paid' && payment.lateAccepted);

/** The row in which an ended payment ended. `sequence`: its last row; `story`: all its rows, oldest first. */
export const paymentEndRow = (
  payment: Payment,
  sequence: number,
  story: () => Iterable<StoryRow<PaymentEvent>>,
): number => (mayOutliveEnd(payment) ? lastMove(fold(advance, story()), moneyOf) : sequence);

/** The same for a refund that has ended. */
export const refundEndRow = (
  refund: Refund,
  sequence: number,
  story: () => Iterable<StoryRow<RefundEvent>>,
): number => (refund.byHand ? lastMove(fold(advanceRefund, story()), (one) => one) : sequence);
