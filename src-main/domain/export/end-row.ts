/** The row in which a payment or refund ended, which says when, and determines the Z that covers it. */
import { advance } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import type { Step, StoryRow } from '#domain/story/fold.ts';
import { fold } from '#domain/story/fold.ts';
import type { StoryState } from '#domain/story/story.ts';

/** A Z's place in the journal. */
export interface ZPlace {
  readonly sequence: number;
  readonly number: number;
}

/**
 * The number of the Z that covers a row; null if none does yet. `zs` are all Zs, in order; each covers the rows since
 * the one before. Their numbers have gaps where the journal lost its tail.
 */
export const zNumberAt =
  (zs: readonly ZPlace[]) =>
  (sequence: number): number | null => {
    let [low, high] = [0, zs.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((zs[middle]?.sequence ?? sequence) < sequence) low = middle + 1;
      else high = middle;
    }
    return zs[low]?.number ?? null;
  };

/** The row in which a payment or refund ended, and when (epoch ms). */
export interface EndRow {
  readonly sequence: number;
  readonly at: number;
}

/**
 * The last row that changed the state. One that corrects the money alone is none: a file that was made in time has the
 * payment already, and another file would book it twice.
 */
const lastMove = <S extends StoryState>(steps: Iterable<Step<S, EndRow>>): EndRow => {
  let last: EndRow = { sequence: 0, at: 0 };
  for (const { before, after, row } of steps) if (before?.state !== after?.state) last = row;
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
): EndRow =>
  mayOutliveEnd(payment) ? lastMove(fold(advance, story())) : { sequence, at: payment.changedAt };

/** The same for a refund that has ended. */
export const refundEndRow = (
  refund: Refund,
  sequence: number,
  story: () => Iterable<StoryRow<RefundEvent>>,
): EndRow => (refund.byHand ? lastMove(fold(advanceRefund, story())) : { sequence, at: refund.changedAt });
