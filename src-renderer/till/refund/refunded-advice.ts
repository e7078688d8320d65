import type { PaymentView } from '#contract';
import { text } from '#contract';
import { refundedWords } from './refund-sums.ts';

/** What has gone back, or is on its way back. */
const goingBack = ({ refunded, refunding }: PaymentView): number => refunded + refunding;

/** Whether nothing is left of what was paid: all of it has gone back, or is on its way. */
export const hasNothingLeft = (payment: PaymentView): boolean => {
  const { state, amount, amountMismatch } = payment;
  const back = goingBack(payment);
  return state === 'paid' && back > 0 && back >= (amountMismatch?.amount ?? amount);
};

/** What is left of a paid payment of which something goes or went back: nobody hands over the goods for it. */
export const refundedAdvice = (payment: PaymentView): string | null => {
  const { state, refunding } = payment;
  const back = goingBack(payment);
  if (state !== 'paid' || back === 0) return null;
  const isPending = refunding > 0;
  if (hasNothingLeft(payment))
    return text(isPending ? 'history.paid-refunding-whole' : 'history.paid-refunded-whole');
  const amount = refundedWords(back, payment);
  return text(isPending ? 'history.paid-refunding' : 'history.paid-refunded', { amount });
};
