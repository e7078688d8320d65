/** The row that a payment or refund ended with, and so the Z that covers it. */
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
 * Zs are numbered 1, 2, 3 … and cover every row before them, so a row's Z is one more than the Zs before it; null where
 * no Z covers it yet. `zs`: their rows, in order.
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

/** More rows may follow its end: a person accepts it, or the gateway confirms what was settled by hand. */
export const mayOutliveEnd = (payment: Payment): boolean =>
  payment.byHand !== undefined || (payment.state === 'paid' && payment.lateAccepted);

/** Of a payment that has ended. `sequence`: its last row; `story`: all of them, oldest first. */
export const paymentEndRow = (
  payment: Payment,
  sequence: number,
  story: () => Iterable<StoryRow<PaymentEvent>>,
): number => (mayOutliveEnd(payment) ? lastMove(fold(advance, story()), moneyOf) : sequence);

/** Of a refund that has ended; as above. */
export const refundEndRow = (
  refund: Refund,
  sequence: number,
  story: () => Iterable<StoryRow<RefundEvent>>,
): number => (refund.byHand ? lastMove(fold(advanceRefund, story()), (one) => one) : sequence);
