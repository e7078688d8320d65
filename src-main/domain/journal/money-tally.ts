/** What the payments and refunds of some rows add up to in a report. */
import type { PaymentEnd, RefundEnd } from '#domain/day/ends.ts';
import { endOf } from '#domain/day/ends-of.ts';
import type { Report } from '#domain/day/report.ts';
import type { CashierLine, HourLine, RefundLine } from '#domain/day/report-lines.ts';
import type { Money } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { hasRefundEnded } from '#domain/refund/refund.ts';
import type { Person } from '#domain/staff/staff.ts';
import { Counting } from '#domain/totals.ts';
import { ByHandTally } from './by-hand-tally.ts';
import { paidMoved, refundedMoved } from './money-moved.ts';

type MoneyMoved = 'paid' | 'refunded';

export type MoneyFigures = Pick<
  Report,
  'references' | 'payments' | 'refunds' | 'byHand' | 'cashiers' | 'hours' | 'refundLines'
>;

const endOfRefund = (refund: Refund): RefundEnd | null => (hasRefundEnded(refund) ? refund.state : null);

export class MoneyTally {
  readonly #hourOf: (at: number) => number;
  readonly #payments = new Counting<'started' | PaymentEnd>();
  readonly #refunds = new Counting<'asked' | RefundEnd>();
  readonly #byHand = new ByHandTally();
  readonly #byCashier = new Counting<`${MoneyMoved} ${string}`>();
  readonly #byHour = new Counting<`${MoneyMoved} ${number}`>();
  /** By ID; '' if nobody was signed in. */
  readonly #cashiers = new Map<string, Person | null>();
  readonly #hours = new Set<number>();
  readonly #refundLines = new Map<string, RefundLine>();
  #references: Report['references'] = null;

  /** `hourOf` gives the hour of the shop's day, 0 … 23, of an instant in epoch ms. */
  constructor(hourOf: (at: number) => number) {
    this.#hourOf = hourOf;
  }

  /** Adds a row that changed a payment from `before`, or began it if `before` is undefined. */
  payment(before: Payment | undefined, now: Payment): void {
    const { reference } = now;
    if (!before) {
      this.#payments.add('started', now);
      this.#references = { first: this.#references?.first ?? reference, last: reference };
    }
    this.#byHand.payment(before, now);
    const { added } = paidMoved(before, now);
    if (added) {
      this.#payments.add('paid', added);
      this.#moved('paid', added, now.changedAt, now.cashier);
    }
    const end = endOf(now);
    if (end !== null && end !== 'paid' && end !== before?.state) this.#payments.add(end, moneyOf(now));
  }

  /** Adds a row that changed a refund from `before`, or began it if `before` is undefined. */
  refund(before: Refund | undefined, now: Refund): void {
    const { reference, paymentReference, amount, currency, state, askedBy, approvedBy } = now;
    if (!before) this.#refunds.add('asked', now);
    this.#byHand.refund(before, now);
    const end = endOfRefund(now);
    const hasJustEnded = end !== null && end !== before?.state;
    // One that failed and was then found at the gateway has been counted as failed.
    if (hasJustEnded && !(end === 'failed' && now.hasFailed)) this.#refunds.add(end, now);
    const { added } = refundedMoved(before, now);
    if (added) this.#moved('refunded', added, now.changedAt, askedBy);
    const isReopened = before?.state === 'failed' && end === null;
    if (!before || hasJustEnded || isReopened || this.#refundLines.has(reference)) {
      const line = { reference, paymentReference, amount, currency, state, askedBy, approvedBy };
      this.#refundLines.set(reference, line);
    }
  }

  figures(): MoneyFigures {
    return {
      references: this.#references,
      payments: this.#payments.all(),
      refunds: this.#refunds.all(),
      ...this.#byHand.figures(),
      cashiers: this.#cashierLines(),
      hours: this.#hourLines(),
      refundLines: [...this.#refundLines.values()],
    };
  }

  #moved(kind: MoneyMoved, moved: Money, at: number, cashier: Person | null): void {
    const hour = this.#hourOf(at);
    this.#hours.add(hour);
    this.#byHour.add(`${kind} ${hour}`, moved);
    const id = cashier?.id ?? '';
    this.#cashiers.set(id, cashier);
    this.#byCashier.add(`${kind} ${id}`, moved);
  }

  #cashierLines(): readonly CashierLine[] {
    return [...this.#cashiers]
      .map(([id, cashier]) => ({ id, cashier, place: `${cashier?.name ?? ''}\n${id}` }))
      .sort((one, other) => (one.place < other.place ? -1 : 1))
      .map(({ id, cashier }) => ({
        cashier,
        paid: this.#byCashier.of(`paid ${id}`),
        refunded: this.#byCashier.of(`refunded ${id}`),
      }));
  }

  #hourLines(): readonly HourLine[] {
    return [...this.#hours]
      .sort((one, other) => one - other)
      .map((hour) => ({
        hour,
        paid: this.#byHour.of(`paid ${hour}`),
        refunded: this.#byHour.of(`refunded ${hour}`),
      }));
  }
}
