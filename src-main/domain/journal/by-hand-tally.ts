/** What of the payments and refunds of some rows was settled by hand, and what the gateway corrected. */
import type { ByHandEnd } from '#domain/day/ends.ts';
import type { Report } from '#domain/day/report.ts';
import { isSameMoney } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { Counting } from '#domain/totals.ts';

export class ByHandTally {
  readonly #settled = new Counting<ByHandEnd>();
  readonly #corrected = new Counting<ByHandEnd>();

  /** Adds a row that moved a payment from `before`. */
  payment(before: Payment | undefined, now: Payment): void {
    if (!now.byHand) return;
    if (!before?.byHand) this.#settled.add(now.byHand.outcome, moneyOf(now));
    else if (before.state === 'paid' && (now.state !== 'paid' || !isSameMoney(moneyOf(before), moneyOf(now))))
      this.#corrected.add('not-paid', moneyOf(before));
    else if (before.state !== 'paid' && now.state === 'paid') this.#corrected.add('paid', moneyOf(now));
  }

  /** Adds a row that moved a refund from `before`. */
  refund(before: Refund | undefined, now: Refund): void {
    if (!now.byHand) return;
    if (!before?.byHand) this.#settled.add(now.byHand.outcome, now);
    else if (before.state === 'refunded' && now.state !== 'refunded')
      this.#corrected.add('not-refunded', now);
    else if (before.state !== 'refunded' && now.state === 'refunded') this.#corrected.add('refunded', now);
  }

  figures(): Pick<Report, 'byHand'> {
    const [settled, corrected] = [this.#settled.all(), this.#corrected.all()];
    const isNone = Object.keys(settled).length + Object.keys(corrected).length === 0;
    return isNone ? {} : { byHand: { settled, corrected } };
  }
}
