import type { PaymentView } from '#contract';
import { amountWords, text } from '#contract';

/** What of a payment is back with the customer, and what is on its way, as far as there is any. */
export const refundSums = ({ refunded, refunding, currency }: PaymentView): readonly string[] => [
  ...(refunded > 0 ? [text('refund.sum', { amount: amountWords(refunded, currency) })] : []),
  ...(refunding > 0 ? [text('refund.sum-pending', { amount: amountWords(refunding, currency) })] : []),
];
