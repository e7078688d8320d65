/** The text of a money field, which takes keys as the keypad does, wherever in it the cursor is. */
import { toDecimal } from '#domain/money.ts';
import type { AmountFault } from './amount-fault.ts';
import type { KeyedAmount } from './keyed-amount.ts';
import { keyedAmount, keyedFrom, NOTHING_KEYED, withKey } from './keyed-amount.ts';
import { readAmount } from './read-amount.ts';

/** How a money field writes amounts. */
export interface AmountStyle {
  readonly currency: string;
  readonly decimalSign: string;
}

export interface AmountText {
  readonly text: string;
  /** Null for a text that is not an amount. */
  readonly keyed: KeyedAmount | null;
}

/** A text with what was keyed of it, and what of it is selected: nothing if `start` is `end`. */
export interface SelectedAmount {
  readonly text: string;
  readonly keyed: KeyedAmount;
  readonly start: number;
  readonly end: number;
}

export interface EditedAmount {
  readonly text: string;
  readonly keyed: KeyedAmount;
  /** Where the cursor is then. */
  readonly cursor: number;
}

const isBlank = ({ digits, decimals }: KeyedAmount): boolean => digits === '' && decimals === null;

const written = (keyed: KeyedAmount, { currency, decimalSign }: AmountStyle): string =>
  keyed.decimals === null
    ? toDecimal(keyedAmount(keyed, currency), currency).replace('.', decimalSign)
    : `${keyed.digits || '0'}${decimalSign}${keyed.decimals}`;

/** A text put in as a whole, as the keypad takes a pasted one. One that is not an amount stays as it is. */
export const wholeText = (text: string, style: AmountStyle): AmountText => {
  if (text.trim() === '') return { text: '', keyed: NOTHING_KEYED };
  const read = readAmount(text, style.currency);
  if (!read.ok) return { text, keyed: null };
  const keyed = keyedFrom(read.amount, style.currency);
  return { text: written(keyed, style), keyed };
};

/** The keys of a text with a separator, if they were all typed. */
const typedIn = (text: string): KeyedAmount | undefined => {
  const [, digits, decimals] = /^0*(\d*)\.(\d*)$/.exec(text) ?? [];
  return digits === undefined || decimals === undefined ? undefined : { digits, decimals };
};

/** Where as many digits precede as in the other text; its end is the end. */
const placeIn = (text: string, other: string, otherPlace: number): number => {
  if (otherPlace === other.length) return text.length;
  let place = 0;
  let left = other.slice(0, otherPlace).replaceAll(/\D/g, '').length;
  for (; left > 0 && place < text.length; place += 1) if (/\d/.test(text.charAt(place))) left -= 1;
  return place;
};

/**
 * The field as the keypad would have it, which `last` tells of a text that was keyed: else `12.50` is 1250 without a
 * separator, `12.5` has its own, and a text that no keys would give, such as `88`, is written as a whole. Null for one
 * that is not an amount, unless all of it is selected.
 */
export const fieldOf = (
  { text, start, end }: Omit<SelectedAmount, 'keyed'>,
  last: KeyedAmount | null,
  style: AmountStyle,
): SelectedAmount | null => {
  if (end - start === text.length) return { text, keyed: NOTHING_KEYED, start, end };
  const whole = wholeText(text, style);
  if (whole.keyed === null) return null;
  const plain = text.replace(',', '.');
  const amount = keyedAmount(whole.keyed, style.currency);
  const keyed = [last, whole.keyed, typedIn(plain)].find(
    (one) =>
      one &&
      keyedAmount(one, style.currency) === amount &&
      written(one, { ...style, decimalSign: '.' }) === plain,
  );
  if (keyed) return { text: written(keyed, style), keyed, start, end };
  const place = (of: number): number => placeIn(whole.text, text, of);
  return { ...whole, keyed: whole.keyed, start: place(start), end: place(end) };
};

/** The keys that stand in a part of the text. A separator that nobody typed is none. */
const keysIn = (part: string, { keyed }: SelectedAmount, { decimalSign }: AmountStyle): string =>
  keyed.decimals === null ? part.replaceAll(/\D/g, '') : part.replace(decimalSign, '.');

/** Where in the text this many keys follow. */
const placeBefore = (keys: number, text: string, { decimals }: KeyedAmount): number => {
  if (decimals !== null) return text.length - keys;
  let place = text.length;
  for (let left = keys; left > 0 && place > 0; place -= 1) if (/\d/.test(text.charAt(place - 1))) left -= 1;
  return place;
};

/**
 * The field after one more key, which replaces what is selected; '' only erases it. If the key does not fit, why not.
 */
export const withKeyIn = (
  field: SelectedAmount,
  key: string,
  style: AmountStyle,
): EditedAmount | AmountFault => {
  const before = keysIn(field.text.slice(0, field.start), field, style);
  const after = keysIn(field.text.slice(field.end), field, style);
  let keyed = NOTHING_KEYED;
  const keys = [...Array.from(before), ...(key === '' ? [] : [key]), ...Array.from(after)];
  for (const one of keys) {
    const next = withKey(keyed, one, style.currency);
    if (typeof next === 'string') return next;
    keyed = next;
  }
  // Noughts alone are an amount if they were typed, but not if they are what was left.
  const text = key === '' && isBlank(keyed) ? '' : written(keyed, style);
  return { text, keyed, cursor: placeBefore(after.length, text, keyed) };
};

/** What an erasing key takes if nothing is selected: one key, or all of them, before or after the cursor. */
export type Erasing = 'before' | 'after' | 'all-before' | 'all-after';

const erasedPart = (
  { text, keyed, start, end }: SelectedAmount,
  what: Erasing,
): Pick<SelectedAmount, 'start' | 'end'> => {
  if (start < end) return { start, end };
  const isSkipped = (place: number): boolean => keyed.decimals === null && /\D/.test(text.charAt(place));
  switch (what) {
    case 'before':
      return { start: Math.max(0, start - (isSkipped(start - 1) ? 2 : 1)), end };
    case 'after':
      return { start, end: end + (isSkipped(end) ? 2 : 1) };
    case 'all-before':
      return { start: 0, end };
    case 'all-after':
      return { start, end: text.length };
    default:
      return what satisfies never;
  }
};

/** The field without what is selected or what the key erases. */
export const erasedIn = (
  field: SelectedAmount,
  what: Erasing,
  style: AmountStyle,
): EditedAmount | AmountFault => withKeyIn({ ...field, ...erasedPart(field, what) }, '', style);
