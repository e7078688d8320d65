import type { PaymentView, RefundView } from '#contract';
import { listWords, nameWords, punctuation, text } from '#contract';

type ByHand = NonNullable<PaymentView['byHand'] | RefundView['byHand']>;

const VERDICTS = {
  awaited: 'settled.awaited',
  confirmed: 'settled.confirmed',
  corrected: 'settled.corrected',
  'correction-accepted': 'settled.corrected',
} as const;

/** Who settled it, how and why, and what the gateway has said since. */
export const settledWords = ({ outcome, reason, by, approvedBy, verdict }: ByHand): string => {
  const names = listWords([...new Set([by, approvedBy])].map(nameWords));
  const settled = text(`settled.as.${outcome}`, { names, reason });
  return [settled, text(VERDICTS[verdict])].join(punctuation().sentence);
};
