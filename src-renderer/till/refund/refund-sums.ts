import type { PaymentView } from '#contract';
import { moneyWords, text } from '#contract';

/** Money that went back, in the currency in which it was taken. */
export const refundedWords = (amount: number, { amountMismatch, currency }: PaymentView): string =>
  moneyWords({ amount, currency: amountMismatch?.currency ?? currency }, currency);

/** How much of a payment is refunded and how much is pending; zero amounts are left out. */
export const refundSums = (payment: PaymentView): readonly string[] => {
  const { refunded, refunding } = payment;
  return [
    ...(refunded > 0 ? [text('refund.sum', { amount: refundedWords(refunded, payment) })] : []),
    ...(refunding > 0 ? [text('refund.sum-pending', { amount: refundedWords(refunding, payment) })] : []),
  ];
};
