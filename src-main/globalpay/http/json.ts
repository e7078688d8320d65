import { parse } from 'lossless-json';

type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: 'not-json' | 'said-twice' };

/** The keys that decide which payment this is and what state it is in. */
const DECISIVE: ReadonlySet<string> = new Set([
  'Payment',
  'Payments',
  'Refund',
  'Refunds',
  'ID',
  'MerchantTransactionID',
  'Amount',
  'Currency',
  'Status',
]);

class DuplicateKey extends Error {
  override readonly name = 'SaidTwice';
}

/** IDs are wider than a double, which would round them: integers of 16 or more digits become strings. */
const parseNumber = (digits: string): number | string =>
  /^-?\d{16,}$/.test(digits) ? digits : Number(digits);

/** Called if one object gives a key two different values; JSON.parse would silently keep the last. */
const onDuplicateKey = ({ key, newValue }: { readonly key: string; readonly newValue: unknown }): unknown => {
  if (DECISIVE.has(key)) throw new DuplicateKey();
  return newValue;
};

/**
 * Reads an answer's JSON and passes every text in it through `scrub`. Integers too long for a number come back as
 * strings of the same digits; an answer with two values for a payment's identity, amount or status is refused.
 */
export const readJson = (text: string, scrub: (text: string) => string): Json => {
  const scrubbed = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? scrub(value) : value;
  try {
    return { ok: true, value: parse(text, scrubbed, { parseNumber, onDuplicateKey }) };
  } catch (error) {
    return { ok: false, problem: error instanceof DuplicateKey ? 'said-twice' : 'not-json' };
  }
};
