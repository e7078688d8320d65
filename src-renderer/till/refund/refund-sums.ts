import type { PaymentView } from '#contract';
import { moneyWords, text } from '#contract';

/** How much of a payment is refunded and how much is pending; zero amounts are left out. */
export const refundSums = ({ refunded, refunding, currency }: PaymentView): readonly string[] => [
  ...(refunded > 0 ? [text('refund.sum', { amount: moneyWords({ amount: refunded, currency }) })] : []),
  ...(refunding > 0
    ? [text('refund.sum-pending', { amount: moneyWords({ amount: refunding, currency }) })]
    : []),
];
