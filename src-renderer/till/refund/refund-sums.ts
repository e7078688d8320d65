import type { PaymentView } from '#contract';
import { amountWords, text } from '#contract';

/** How much of a payment is refunded and how much is pending; nothing for zero. */
export const refundSums = ({ refunded, refunding, currency }: PaymentView): readonly string[] => [
  ...(refunded > 0 ? [text('refund.sum', { amount: amountWords(refunded, currency) })] : []),
  ...(refunding > 0 ? [text('refund.sum-pending', { amount: amountWords(refunding, currency) })] : []),
];
