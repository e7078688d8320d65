import type { Tape } from '#contract';
import { amountWords, keyedAmount } from '#contract';

/** '36.50 × 2 + 55.00 +' for a running sum; '' for a single amount. */
export const tapeWords = (tape: Tape, currency: string): string => {
  const [only] = tape;
  if (tape.length === 1 && only?.times === null) return '';
  return tape
    .flatMap(({ operator, keyed, times }, index) => {
      const isTyped = keyed.digits !== '' || keyed.decimals !== null;
      return [
        ...(index > 0 || operator === '−' ? [operator] : []),
        ...(isTyped ? [amountWords(keyedAmount(keyed, currency), currency)] : []),
        ...(times === null ? [] : ['×', times]),
      ];
    })
    .join(' ')
    .trim();
};
