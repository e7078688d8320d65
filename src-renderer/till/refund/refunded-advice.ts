import type { PaymentView } from '#contract';
import { text } from '#contract';
import { refundedWords } from './refund-sums.ts';

/** Whether nothing is left of what was paid. */
export const isRefundedWhole = ({ state, amount, amountMismatch, refunded }: PaymentView): boolean =>
  state === 'paid' && refunded > 0 && refunded >= (amountMismatch?.amount ?? amount);

/** What is left of a paid payment of which something goes or went back: nobody hands over the goods for it. */
export const refundedAdvice = (payment: PaymentView): string | null => {
  if (payment.state !== 'paid') return null;
  if (isRefundedWhole(payment)) return text('history.paid-refunded-whole');
  if (payment.refunded > 0)
    return text('history.paid-refunded', { amount: refundedWords(payment.refunded, payment) });
  return payment.refunding > 0 ? text('history.paid') : null;
};
