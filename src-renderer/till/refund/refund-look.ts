import type { Hundredths, PaymentView, Problem, RefundReasonName, RefundView } from '#contract';
import { moneyWords, text } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';
import type { Look } from '../../parts/look.ts';
import { problemWords, titled } from '../problem-words.ts';

const LOOKS: Readonly<Record<RefundView['state'], readonly [Look, IconName]>> = {
  requested: ['waiting', 'hourglass'],
  refunded: ['good', 'tick'],
  failed: ['bad', 'cross'],
  unknown: ['caution', 'question'],
};

/** How a refund is shown: never by colour alone, and with the gateway's reasons if it was refused. */
export const refundLook = ({ state, problem }: RefundView) => {
  const [look, icon] = LOOKS[state];
  const word = text(`refund.${state}.word`);
  if (!problem) return { look, icon, word, advice: text(`refund.${state}.advice`), small: '' };
  const { title, advice, small } = problemWords(problem);
  return { look, icon, word, advice: titled(title, advice), small };
};

/** The reason that is chosen at first. */
export const usualReason = ({ amountMismatch, late }: PaymentView): RefundReasonName => {
  if (amountMismatch) return 'wrong-amount';
  return late ? 'paid-late' : 'goods-returned';
};

/** The field of the refund form that a problem is about; null if it is about neither. */
export const wrongFieldOf = ({ code }: Problem): 'amount' | 'note' | null => {
  if (code === 'refund-note-invalid') return 'note';
  return code === 'refund-amount-malformed' || code === 'refund-over-left' ? 'amount' : null;
};

/** The label of the refund button; it names no amount unless the input is one. */
export const confirmWords = (amount: Hundredths | undefined, currency: string): string =>
  amount === undefined
    ? text('refund.button')
    : text('refund.confirm', { amount: moneyWords({ amount, currency }) });
