import type { Payment } from '#domain/payment/payment.ts';
import { amountMismatch, expiresAt, wasImported } from '#domain/payment/payment.ts';

/** How long a payment was open, and whether the customer then paid. */
export interface CustomerWait {
  /** Ms from its start to what ended it. */
  readonly age: number;
  readonly paid: boolean;
}

/**
 * How long the customer of an ended payment took; null if the payment shows nothing about that: a person or an import
 * ended it, or nobody could have paid it.
 */
export const customerWaitOf = (payment: Payment): CustomerWait | null => {
  if (payment.byHand || wasImported(payment)) return null;
  const age = Math.min(payment.changedAt, expiresAt(payment)) - payment.startedAt;
  switch (payment.state) {
    case 'paid':
      return payment.late || amountMismatch(payment) ? null : { age, paid: true };
    case 'cancelled':
    case 'expired':
      return { age, paid: false };
    case 'failed':
      return payment.failure === 'declined' ? { age, paid: false } : null;
    case 'sending':
    case 'unknown':
    case 'open':
    case 'pending':
      return null;
    default:
      return payment satisfies never;
  }
};
