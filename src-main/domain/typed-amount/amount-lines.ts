import type { Hundredths } from '#domain/money.ts';
import { amountProblem } from '#domain/money.ts';
import type { AmountFault } from './amount-fault.ts';
import { readAmount } from './read-amount.ts';

export type ReadAmountLines =
  | { readonly ok: true; readonly amounts: readonly Hundredths[] }
  /** `why` is what is wrong with the first line that is not an amount above zero. */
  | { readonly ok: false; readonly why: AmountFault };

/** Amounts typed one per line; duplicates are dropped. */
export const readAmountLines = (lines: string, currency: string): ReadAmountLines => {
  const amounts = new Set<Hundredths>();
  for (const line of lines === '' ? [] : lines.split('\n')) {
    const read = readAmount(line, currency);
    if (!read.ok) return read;
    if (amountProblem(read.amount, Infinity)) return { ok: false, why: 'amount-malformed' };
    amounts.add(read.amount);
  }
  return { ok: true, amounts: [...amounts] };
};
