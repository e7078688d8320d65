import type { Hundredths } from '#domain/money.ts';
import { amountProblem } from '#domain/money.ts';
import { readAmount } from './read-amount.ts';

/** Amounts typed one on each line, each kept once; undefined if a line is not an amount above zero. */
export const readAmountLines = (lines: string, currency: string): readonly Hundredths[] | undefined => {
  const amounts = new Set<Hundredths>();
  for (const line of lines === '' ? [] : lines.split('\n')) {
    const read = readAmount(line, currency);
    if (!read.ok || amountProblem(read.amount, Infinity)) return undefined;
    amounts.add(read.amount);
  }
  return [...amounts];
};
