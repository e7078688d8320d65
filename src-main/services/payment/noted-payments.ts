import { isPaidJustNow } from '#domain/payment/next-charge.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isUnsettled } from '#domain/payment/payment.ts';

/** Paid payments that still matter to the cashier: those a person must settle, and those of the last minutes. */
export class NotedPayments {
  readonly #unsettled = new Map<string, Payment>();
  #paidJustNow: readonly Payment[] = [];

  /** Late or mismatched, and waiting for a person; oldest first. */
  get unsettled(): readonly Payment[] {
    return [...this.#unsettled.values()];
  }

  /** Those after which another charge of the same amount needs confirmation. */
  get paidJustNow(): readonly Payment[] {
    return this.#paidJustNow;
  }

  isUnsettled(reference: string): boolean {
    return this.#unsettled.has(reference);
  }

  /** Notes a payment's state; `now` is epoch ms. */
  note(payment: Payment, now: number): void {
    if (isUnsettled(payment)) this.#unsettled.set(payment.reference, payment);
    else this.#unsettled.delete(payment.reference);
    if (payment.state !== 'paid') return;
    this.#paidJustNow = [...this.#paidJustNow, payment].filter((one) => isPaidJustNow(one, now));
  }
}
