/**
 * The money that one row of the journal moved. X, Z and the takings all count by it, so that they agree: a payment or
 * refund counts as long as it is paid or refunded, with the amount of `moneyOf`. Only a correction removes anything.
 */
import type { Money } from '#domain/money.ts';
import { isSameMoney } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';

export interface MoneyMoved {
  /** Counts from this row on. */
  readonly added: Money | null;
  /** Counted until this row, and no longer. */
  readonly removed: Money | null;
}

const NOTHING_MOVED: MoneyMoved = { added: null, removed: null };

const moved = (removed: Money | null, added: Money | null): MoneyMoved =>
  removed && added && isSameMoney(removed, added) ? NOTHING_MOVED : { added, removed };

const paidMoney = (payment: Payment | undefined): Money | null =>
  payment?.state === 'paid' ? moneyOf(payment) : null;

/** The money moved by a row that changed a payment from `before`, or began it if `before` is undefined. */
export const paidMoved = (before: Payment | undefined, now: Payment): MoneyMoved =>
  moved(paidMoney(before), paidMoney(now));

const refundedMoney = (refund: Refund | undefined): Money | null =>
  refund?.state === 'refunded' ? refund : null;

/** The money moved by a row that changed a refund from `before`, or began it if `before` is undefined. */
export const refundedMoved = (before: Refund | undefined, now: Refund): MoneyMoved =>
  moved(refundedMoney(before), refundedMoney(now));
