import type { Hundredths } from '#domain/money.ts';
import { decimalsOf } from '#domain/money.ts';
import type { AmountFault } from './amount-fault.ts';
import { joined } from './amount-fault.ts';
import { withoutCurrency } from './currency-signs.ts';
import { toHalfWidth } from './half-width.ts';

export type ReadAmount =
  { readonly ok: true; readonly amount: Hundredths } | { readonly ok: false; readonly why: AmountFault };

/** Between the lines or cells of what was copied as one: `1` above `234` is not 1,234. */
const BETWEEN_CELLS = /[\t-\r\u2028\u2029]/;

/** Digits in groups of three with one sign between them: '1,234', "12'345'678"; '0,500' is half of one. */
const GROUPED = /^[1-9]\d{0,2}(?:(?<sign>[.,' ])\d{3})(?:\k<sign>\d{3})*$/;

const isGrouped = (text: string, decimalSeparator: string): boolean => {
  const sign = GROUPED.exec(text)?.groups?.sign;
  return sign !== undefined && sign !== decimalSeparator;
};

/** Whether the last separator is between groups of three rather than before decimals. */
const isGrouping = (text: string, separator: string, currency: string): boolean => {
  if (!isGrouped(text, '')) return false;
  const isAgain = text.indexOf(separator) !== text.lastIndexOf(separator);
  return isAgain || separator === ',' || decimalsOf(currency) === 0;
};

const splitAtDecimals = (
  text: string,
  currency: string,
): readonly [whole: string, decimals: string] | undefined => {
  const separator = /[.,](?=[^.,]*$)/.exec(text)?.[0] ?? '';
  if (separator === '' || isGrouping(text, separator, currency))
    return /^\d+$/.test(text) || isGrouped(text, '') ? [text, ''] : undefined;
  const at = text.lastIndexOf(separator);
  const [whole, decimals] = [text.slice(0, at), text.slice(at + 1)];
  const isWhole = /^\d*$/.test(whole) || isGrouped(whole, separator);
  return isWhole && /^\d*$/.test(decimals) && whole + decimals !== '' ? [whole, decimals] : undefined;
};

/**
 * Reads an amount as people write it: '12.50', '12,5', '12.', '.5', '1,234.50', '1.234,50', '1 234.50', 'CNY 12.50',
 * '¥12.50'. A text that could mean anything else is refused, never guessed at.
 */
export const readAmount = (text: string, currency: string): ReadAmount => {
  if (BETWEEN_CELLS.test(text.trim())) return { ok: false, why: 'amount-malformed' };
  const bare = withoutCurrency(toHalfWidth(text).trim(), currency);
  const parts = splitAtDecimals(bare, currency);
  if (!parts)
    return {
      ok: false,
      why: /^\d*[.,]\d*[.,]\d*$/.test(bare) ? 'amount-two-separators' : 'amount-malformed',
    };
  const amount = joined(parts[0].replaceAll(/\D/g, ''), parts[1], currency);
  return typeof amount === 'number' ? { ok: true, amount } : { ok: false, why: amount };
};
