import type { Hundredths } from '#domain/money.ts';
import { decimalsOf, MAX_HUNDREDTHS } from '#domain/money.ts';
import type { AmountFault } from './amount-fault.ts';
import { joined } from './amount-fault.ts';

/** What has been typed on the keypad. */
export interface KeyedAmount {
  /** Without leading zeros. Digits shift in from the right until a separator makes them whole units. */
  readonly digits: string;
  /** Digits typed after the separator; null before one is typed. */
  readonly decimals: string | null;
}

export const NOTHING_KEYED: KeyedAmount = { digits: '', decimals: null };

/** Hundredths that the last digit stands for while there is no separator. */
const lastDigitOf = (currency: string): Hundredths => (decimalsOf(currency) === 0 ? 100 : 1);

/** The amount as if its digits had been typed without a separator. */
export const keyedFrom = (amount: Hundredths, currency: string): KeyedAmount => ({
  digits: amount === 0 ? '' : String(amount / lastDigitOf(currency)),
  decimals: null,
});

const valueIn = ({ digits, decimals }: KeyedAmount, currency: string): Hundredths | AmountFault => {
  if (decimals !== null) return joined(digits, decimals, currency);
  const amount = Number(digits) * lastDigitOf(currency);
  return amount > MAX_HUNDREDTHS ? 'amount-too-long' : amount;
};

export const keyedAmount = (keyed: KeyedAmount, currency: string): Hundredths => {
  const value = valueIn(keyed, currency);
  return typeof value === 'number' ? value : 0;
};

/** Allowed even for yen: if it were ignored, each digit after it would multiply the amount by ten. */
const withSeparator = ({ digits, decimals }: KeyedAmount): KeyedAmount | AmountFault =>
  decimals === null ? { digits, decimals: '' } : 'amount-two-separators';

const withDigits = ({ digits, decimals }: KeyedAmount, typed: string): KeyedAmount =>
  decimals === null
    ? { digits: (digits + typed).replace(/^0+/, ''), decimals }
    : { digits, decimals: decimals + typed };

/**
 * The keypad after one more key: '0'…'9', '00' or '.'. If the key does not fit (other scripts' digits never do), why
 * not.
 */
export const withKey = (keyed: KeyedAmount, key: string, currency: string): KeyedAmount | AmountFault => {
  if (!/^(?:\d+|\.)$/.test(key)) return 'amount-malformed';
  const after = key === '.' ? withSeparator(keyed) : withDigits(keyed, key);
  if (typeof after === 'string') return after;
  const value = valueIn(after, currency);
  return typeof value === 'number' ? after : value;
};

/** The keypad without the last key. */
export const erased = ({ digits, decimals }: KeyedAmount): KeyedAmount => {
  if (decimals === null) return { digits: digits.slice(0, -1), decimals };
  return { digits, decimals: decimals === '' ? null : decimals.slice(0, -1) };
};
