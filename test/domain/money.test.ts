import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amountProblem,
  currencyProblem,
  eraseDigit,
  formatAmount,
  formatMoney,
  MOST_HUNDREDTHS,
  parseAmount,
  toDecimal,
  typeDigits,
} from '#domain/money.ts';

const amounts = fc.integer({ min: 0, max: MOST_HUNDREDTHS });
const typeAll = (keys: readonly string[], currency: string): number =>
  keys.reduce((amount, key) => typeDigits(amount, key, currency), 0);

describe('typing an amount', () => {
  test('typing 1 2 5 0 means 12.50', () => {
    expect(toDecimal(typeAll(['1', '2', '5', '0'], 'CNY'), 'CNY')).toBe('12.50');
  });

  test('a digit that does not fit changes nothing', () => {
    expect(typeDigits(MOST_HUNDREDTHS, '9', 'CNY')).toBe(MOST_HUNDREDTHS);
    expect(typeDigits(99_999_999_999, '00', 'CNY')).toBe(99_999_999_999);
  });

  test('any keys give an amount in whole hundredths that the gateway accepts and that shows the digits typed', () => {
    const keys = fc.array(fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '00'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(keys, (typed) => {
        const amount = typeAll(typed, 'CNY');
        expect(Number.isSafeInteger(amount) && amount >= 0 && amount <= MOST_HUNDREDTHS).toBe(true);
        if (typed.join('').length <= 12) expect(amount).toBe(Number(typed.join('') || '0'));
      }),
    );
  });

  test('Backspace removes the last digit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999_999 }),
        fc.integer({ min: 0, max: 9 }),
        (amount, digit) => {
          expect(eraseDigit(typeDigits(amount, String(digit), 'CNY'), 'CNY')).toBe(amount);
        },
      ),
    );
  });

  test('yen are typed whole and sent as hundredths', () => {
    const amount = typeAll(['5', '00'], 'JPY');
    expect(amount).toBe(50_000);
    expect(toDecimal(amount, 'JPY')).toBe('500');
    expect(eraseDigit(amount, 'JPY')).toBe(5_000);
  });
});

describe('reading and writing an amount', () => {
  test('what is written is read back exactly', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseAmount(toDecimal(amount, 'CNY'), 'CNY')).toBe(amount);
        expect(parseAmount(formatAmount(amount, 'CNY', 'en'), 'CNY')).toBe(amount);
      }),
    );
  });

  test.each([
    ['12.50', 1250],
    ['12,5', 1250],
    ['CNY 1,234.5', 123_450],
    [' 7 ', 700],
    ['0.07', 7],
  ])('pasted %j is %i hundredths', (text, amount) => {
    expect(parseAmount(text, 'CNY')).toBe(amount);
  });

  test.each([
    '',
    'abc',
    '-5',
    '1e3',
    '12.345',
    '1.234,50',
    '٣',
    '12 50',
    '0x10',
    '1,23,4',
    '99999999999',
    'EUR 5',
    '∞',
  ])('pasted rubbish %j is no amount', (text) => {
    expect(parseAmount(text, 'CNY')).toBeUndefined();
  });

  test('money is written with its currency, and a sum below zero says so', () => {
    expect(formatMoney({ amount: 123_450, currency: 'CNY' }, 'en')).toBe('CNY 1,234.50');
    expect(formatMoney({ amount: -400, currency: 'CNY' }, 'en')).toBe('CNY −4.00');
  });

  test('no text is ever read as a fraction of a hundredth or as more than twelve digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const amount = parseAmount(text, 'CNY') ?? 0;
        expect(Number.isSafeInteger(amount) && amount >= 0 && amount <= MOST_HUNDREDTHS).toBe(true);
      }),
    );
  });
});

describe('what may be charged', () => {
  test.each([
    [0, 'amount-zero'],
    [-1, 'amount-malformed'],
    [1.5, 'amount-malformed'],
    [Number.NaN, 'amount-malformed'],
    [MOST_HUNDREDTHS + 1, 'amount-too-long'],
    [5_000_001, 'amount-over-ceiling'],
  ])('%d is refused as %s', (amount, problem) => {
    const ceiling = amount > MOST_HUNDREDTHS ? Number.MAX_SAFE_INTEGER : 5_000_000;
    expect(amountProblem(amount, ceiling)).toBe(problem);
  });

  test('every amount from one hundredth to the limit may be charged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), (a) => amountProblem(a, 5_000_000) === undefined),
    );
  });

  test('a currency without two decimals must be enabled first', () => {
    expect(currencyProblem('JPY', [])).toBe('currency-unusual');
    expect(currencyProblem('KWD', ['JPY'])).toBe('currency-unusual');
    expect(currencyProblem('JPY', ['JPY'])).toBeUndefined();
    expect(currencyProblem('CNY', [])).toBeUndefined();
    expect(currencyProblem('ZZZ', [])).toBe('currency-unknown');
    expect(currencyProblem('cny', [])).toBe('currency-malformed');
  });
});
