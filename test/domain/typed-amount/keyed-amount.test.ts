import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_HUNDREDTHS, toDecimal } from '#domain/money.ts';
import type { KeyedAmount } from '#domain/typed-amount/keyed-amount.ts';
import { erased, keyedAmount, keyedFrom, NOTHING_KEYED, withKey } from '#domain/typed-amount/keyed-amount.ts';
import { readAmount } from '#domain/typed-amount/read-amount.ts';

/** Keys that do not fit change nothing. */
const after = (keys: readonly string[], currency = 'CNY'): KeyedAmount =>
  keys.reduce((keyed, key) => {
    const next = withKey(keyed, key, currency);
    return typeof next === 'string' ? keyed : next;
  }, NOTHING_KEYED);
const typed = (keys: string, currency = 'CNY'): number =>
  keyedAmount(after(Array.from(keys), currency), currency);

const DIGITS = Array.from('0123456789');
const anyKeys = fc.array(fc.constantFrom(...DIGITS, '00', '.'), { maxLength: 20 });

describe('typing an amount', () => {
  test.each([
    ['1250', '12.50'],
    ['7', '0.07'],
    ['007', '0.07'],
    ['12.5', '12.50'],
    ['12.50', '12.50'],
    ['12.', '12.00'],
    ['.5', '0.50'],
    ['.05', '0.05'],
    ['0.5', '0.50'],
    ['9999999999.99', '9999999999.99'],
  ])('%s means %s', (keys, amount) => {
    expect(toDecimal(typed(keys), 'CNY')).toBe(amount);
  });

  test.each([
    ['999999999999', '9', 'amount-too-long'],
    ['99999999999', '00', 'amount-too-long'],
    ['99999999999', '.', 'amount-too-long'],
    ['12.50', '0', 'amount-too-precise'],
    ['12.5', '00', 'amount-too-precise'],
    ['12.5', '.', 'amount-two-separators'],
    ['.', '.', 'amount-two-separators'],
    ['12', '٣', 'amount-malformed'],
  ])('after %s the key %s changes nothing and says why: %s', (keys, key, why) => {
    expect(withKey(after(Array.from(keys)), key, 'CNY')).toBe(why);
  });

  test('any keys give whole hundredths that the gateway accepts', () => {
    fc.assert(
      fc.property(anyKeys, fc.constantFrom('CNY', 'JPY'), (keys, currency) => {
        const amount = keyedAmount(after(keys, currency), currency);
        expect(Number.isSafeInteger(amount) && amount >= 0 && amount <= MAX_HUNDREDTHS).toBe(true);
      }),
    );
  });

  test('digits alone shift in from the right', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...DIGITS), { maxLength: 12 }), (keys) => {
        expect(typed(keys.join(''))).toBe(Number(keys.join('')));
      }),
    );
  });

  test('with a separator, the keypad means the same as that text in any other money field', () => {
    const digits = (most: number) => fc.stringMatching(new RegExp(`^\\d{0,${most}}$`));
    const noughts = fc.stringMatching(/^0{0,5}$/);
    fc.assert(
      fc.property(noughts, digits(10), digits(2), (before, whole, decimals) => {
        fc.pre(whole + decimals !== '');
        const text = `${before}${whole}.${decimals}`;
        expect(readAmount(text, 'CNY')).toEqual({ ok: true, amount: typed(text) });
      }),
    );
  });

  test('Backspace undoes the last key that counted, in both ways of typing', () => {
    fc.assert(
      fc.property(anyKeys, fc.constantFrom(...DIGITS, '.'), (keys, key) => {
        const before = after(keys);
        const next = withKey(before, key, 'CNY');
        // A leading zero does not count.
        fc.pre(typeof next !== 'string' && JSON.stringify(next) !== JSON.stringify(before));
        expect(typeof next === 'string' ? next : erased(next)).toEqual(before);
      }),
    );
    expect(erased(NOTHING_KEYED)).toEqual(NOTHING_KEYED);
  });

  test('a pasted amount is erased as if its digits had been typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_HUNDREDTHS }), (amount) => {
        const keyed = keyedFrom(amount, 'CNY');
        expect(keyedAmount(keyed, 'CNY')).toBe(amount);
        expect(keyedAmount(erased(keyed), 'CNY')).toBe(Math.floor(amount / 10));
      }),
    );
    expect(keyedAmount(erased(keyedFrom(50_000, 'JPY')), 'JPY')).toBe(5_000);
  });

  test('yen are typed whole, sent as hundredths, and have no decimals', () => {
    expect(typed('500', 'JPY')).toBe(50_000);
    expect(typed('500.00', 'JPY')).toBe(50_000);
    expect(withKey(after(['5', '.'], 'JPY'), '5', 'JPY')).toBe('amount-too-precise');
  });

  test.each(['1200.5', '1200.50', '1200.05', '1200.55'])('%s is never ten times as many yen', (keys) => {
    expect(typed(keys, 'JPY')).toBe(120_000);
  });

  test('with a separator the keypad means the same number of yen as the text anywhere else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,10}$/), fc.constantFrom('', '0', '00'), (whole, decimals) => {
        const text = `${whole}.${decimals}`;
        expect(readAmount(`${whole}.00`, 'JPY')).toEqual({ ok: true, amount: typed(text, 'JPY') });
      }),
    );
  });
});
