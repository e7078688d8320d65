import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatWithSign } from '#domain/currency-sign.ts';
import { amountProblem, currencyProblem, formatMoney, MAX_HUNDREDTHS, toDecimal } from '#domain/money.ts';

describe('writing an amount', () => {
  test('an amount is written with its currency, and an amount below zero with a minus', () => {
    expect(formatMoney({ amount: 123_450, currency: 'CNY' }, 'en')).toBe('CNY 1,234.50');
    expect(formatMoney({ amount: -400, currency: 'CNY' }, 'en')).toBe('CNY −4.00');
  });

  test('with its sign the minus comes first, and a currency without a sign has its code', () => {
    const written = (amount: number, currency: string): string => formatWithSign({ amount, currency }, 'en');
    expect([written(123_450, 'CNY'), written(-400, 'CNY')]).toEqual(['¥1,234.50', '−¥4.00']);
    expect([written(-400, 'CHF'), written(400, 'none')]).toEqual(['CHF −4.00', 'none 4.00']);
  });
});

test.each([
  [1250, 'CNY', '12.50', 'CNY 12.50'],
  [120_000, 'JPY', '1200', 'JPY 1,200'],
  [1250, 'JPY', '12.50', 'JPY 12.50'],
  [-1250, 'KRW', '-12.50', 'KRW −12.50'],
])('%i hundredths of %s are written whole, and never cut off or rounded', (amount, currency, typed, read) => {
  expect(toDecimal(amount, currency)).toBe(typed);
  expect(formatMoney({ amount, currency }, 'en')).toBe(read);
});

describe('what may be charged', () => {
  test.each([
    [0, 'amount-zero'],
    [-1, 'amount-malformed'],
    [1.5, 'amount-malformed'],
    [Number.NaN, 'amount-malformed'],
    [MAX_HUNDREDTHS + 1, 'amount-too-long'],
    [5_000_001, 'amount-over-ceiling'],
  ])('%d is refused as %s', (amount, problem) => {
    const ceiling = amount > MAX_HUNDREDTHS ? Number.MAX_SAFE_INTEGER : 5_000_000;
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
