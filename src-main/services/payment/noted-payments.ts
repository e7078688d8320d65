import { hasJustEnded } from '#domain/payment/next-charge.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isUnsettled } from '#domain/payment/payment.ts';
import { isAwaited } from '#domain/story/by-hand.ts';

/** Ended payments that still matter to the cashier: those that a person must settle, and those of the last minutes. */
export class NotedPayments {
  readonly #unsettled = new Map<string, Payment>();
  #endedJustNow: readonly Payment[] = [];

  /** Late, mismatched or corrected as not paid, and waiting for a person; oldest first. */
  get unsettled(): readonly Payment[] {
    return [...this.#unsettled.values()];
  }

  /** Payments whose sale another charge of the same amount may repeat. */
  get endedJustNow(): readonly Payment[] {
    return this.#endedJustNow;
  }

  unsettledOf(reference: string): Payment | undefined {
    return this.#unsettled.get(reference);
  }

  /** Notes a payment's state; `now` is epoch ms. */
  note(payment: Payment, now: number): void {
    if (isUnsettled(payment)) this.#unsettled.set(payment.reference, payment);
    else this.#unsettled.delete(payment.reference);
    if (payment.state !== 'paid' && !isAwaited(payment)) return;
    const others = this.#endedJustNow.filter(({ reference }) => reference !== payment.reference);
    this.#endedJustNow = [...others, payment].filter((one) => hasJustEnded(one, now));
  }
}
