import type { Hundredths } from '#domain/money.ts';
import { decimalsOf } from '#domain/money.ts';

/** Why a typed or pasted text is not an amount. */
export type AmountFault =
  'amount-malformed' | 'amount-two-separators' | 'amount-too-precise' | 'amount-too-long';

/** The gateway takes twelve digits, two of them decimals. */
const MAX_WHOLE_DIGITS = 10;

/** The amount of these digits before and after the decimal separator, or what is wrong with them. */
export const joined = (whole: string, decimals: string, currency: string): Hundredths | AmountFault => {
  if (whole.replace(/^0+/, '').length > MAX_WHOLE_DIGITS) return 'amount-too-long';
  // A currency without decimals, such as yen, still allows '.00'.
  const maxDecimals = decimalsOf(currency) === 0 && Number(decimals) === 0 ? 2 : decimalsOf(currency);
  if (decimals.length > maxDecimals) return 'amount-too-precise';
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
};
