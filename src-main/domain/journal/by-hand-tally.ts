/** What some rows settled by hand, and what the gateway corrected. */
import type { ByHandEnd } from '#domain/day/ends.ts';
import type { Report } from '#domain/day/report.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { Counting } from '#domain/totals.ts';
import { paidMoved, refundedMoved } from './money-moved.ts';

export class ByHandTally {
  readonly #settled = new Counting<ByHandEnd>();
  readonly #corrected = new Counting<ByHandEnd>();

  /** Adds a row that moved a payment from `before`. */
  payment(before: Payment | undefined, now: Payment): void {
    if (!now.byHand) return;
    if (before?.byHand?.at !== now.byHand.at) {
      this.#settled.add(now.byHand.outcome, moneyOf(now));
      return;
    }
    const { added, removed } = paidMoved(before, now);
    if (removed) this.#corrected.add('not-paid', removed);
    else if (added) this.#corrected.add('paid', added);
  }

  /** Adds a row that moved a refund from `before`. */
  refund(before: Refund | undefined, now: Refund): void {
    if (!now.byHand) return;
    if (before?.byHand?.at !== now.byHand.at) {
      this.#settled.add(now.byHand.outcome, now);
      return;
    }
    const { added, removed } = refundedMoved(before, now);
    if (removed) this.#corrected.add('not-refunded', removed);
    else if (added) this.#corrected.add('refunded', added);
  }

  figures(): Pick<Report, 'byHand'> {
    const [settled, corrected] = [this.#settled.all(), this.#corrected.all()];
    const isNone = Object.keys(settled).length + Object.keys(corrected).length === 0;
    return isNone ? {} : { byHand: { settled, corrected } };
  }
}
