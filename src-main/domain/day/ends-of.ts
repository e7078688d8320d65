/** How a payment has ended; null while it has not. */
import type { Payment } from '#domain/payment/payment.ts';
import type { PaymentEnd } from './ends.ts';

export const endOf = (payment: Payment): PaymentEnd | null => {
  switch (payment.state) {
    case 'sending':
    case 'unknown':
    case 'open':
    case 'pending':
      return null;
    case 'paid':
    case 'cancelled':
    case 'expired':
    case 'failed':
      return payment.state;
    default:
      return payment satisfies never;
  }
};
