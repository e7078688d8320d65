import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAmount, MAX_HUNDREDTHS, toDecimal } from '#domain/money.ts';
import { readAmount } from '#domain/typed-amount/read-amount.ts';

const amounts = fc.integer({ min: 0, max: MAX_HUNDREDTHS });
const CURRENCIES = ['CNY', 'EUR', 'USD'];

describe('reading an amount that a person has typed or pasted', () => {
  test('an amount written as in any country is read back exactly', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(...CURRENCIES), (amount, currency) => {
        const read = { ok: true, amount };
        expect(readAmount(toDecimal(amount, currency), currency)).toEqual(read);
        for (const locale of ['en', 'zh', 'de', 'fr', 'de-CH', 'es', 'ja'])
          expect(readAmount(formatAmount(amount, currency, locale), currency), locale).toEqual(read);
      }),
    );
  });

  test('an amount with its currency, as code or sign, is read as well', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(...CURRENCIES), (amount, currency) => {
        for (const locale of ['en', 'zh', 'de']) {
          const written = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
            toDecimal(amount, currency) as Intl.StringNumericLiteral,
          );
          expect(readAmount(written, currency), written).toEqual({ ok: true, amount });
        }
      }),
    );
  });

  test.each([
    ['12.50', 1_250],
    ['12,5', 1_250],
    ['12.', 1_200],
    ['.5', 50],
    ['CNY 1,234.5', 123_450],
    ['cny12.50', 1_250],
    ['¥12.50', 1_250],
    ['￥１２．５０', 1_250],
    ['12.50元', 1_250],
    ['RMB 12.50', 1_250],
    ['１２。５', 1_250],
    ['1,250.00', 125_000],
    ['1.250,00', 125_000],
    ['1 250,00', 125_000],
    ["1'250.00", 125_000],
    ['1,250', 125_000],
    ['1,250,000', 125_000_000],
    ['1.250.000', 125_000_000],
    [' 7 ', 700],
    ['12.50\r\n', 1_250],
    ['0.07', 7],
    ['0000000000012,50', 1_250],
    ['\u200e12.50', 1_250],
    ['12\ufeff.50', 1_250],
    ['\u202a¥\u00a012.50\u202c', 1_250],
    ['\u{e0001}12\u00ad.50', 1_250],
  ])('%j is %i hundredths of a yuan', (text, amount) => {
    expect(readAmount(text, 'CNY')).toEqual({ ok: true, amount });
  });

  test.each([
    ['', 'amount-malformed'],
    ['.', 'amount-malformed'],
    ['¥', 'amount-malformed'],
    ['abc', 'amount-malformed'],
    ['-5', 'amount-malformed'],
    ['1e3', 'amount-malformed'],
    ['12 50', 'amount-malformed'],
    ['1\n234', 'amount-malformed'],
    ['1\r\n234', 'amount-malformed'],
    ['1\t234', 'amount-malformed'],
    ['12\u2028345', 'amount-malformed'],
    ['12²', 'amount-malformed'],
    ['½', 'amount-malformed'],
    ['٣', 'amount-malformed'],
    ['0x10', 'amount-malformed'],
    ['1,23,4', 'amount-two-separators'],
    ['1.2.3', 'amount-two-separators'],
    ['1.250.00', 'amount-two-separators'],
    ['1,250,00', 'amount-two-separators'],
    ['1,234.567.890', 'amount-malformed'],
    ['0,500', 'amount-too-precise'],
    ['0,001', 'amount-too-precise'],
    ['007,500', 'amount-too-precise'],
    ['0 500', 'amount-malformed'],
    ['12.345', 'amount-too-precise'],
    ['12.500', 'amount-too-precise'],
    ['1.250', 'amount-too-precise'],
    ['99999999999', 'amount-too-long'],
    ['4006381333931', 'amount-too-long'],
    ['EUR 5', 'amount-malformed'],
    ['$5', 'amount-malformed'],
    ['5 and 6', 'amount-malformed'],
    ['∞', 'amount-malformed'],
  ])('%j is not an amount: %s', (text, why) => {
    expect(readAmount(text, 'CNY')).toEqual({ ok: false, why });
  });

  test('yen have no decimals, and a comma or a point between three digits is none', () => {
    for (const text of ['1,250', '1.250', '1250', '1250.00', '¥1250', '1250円'])
      expect(readAmount(text, 'JPY'), text).toEqual({ ok: true, amount: 125_000 });
    expect(readAmount('12.50', 'JPY')).toEqual({ ok: false, why: 'amount-too-precise' });
  });

  test('a currency that is still being typed in Settings is no reason to fail', () => {
    for (const currency of ['', 'C', 'cny?', 'constructor'])
      expect(readAmount('12.50', currency)).toEqual({ ok: true, amount: 1_250 });
  });

  test('no text is ever read as a fraction of a hundredth or as more than twelve digits', () => {
    const likely = fc.string({ unit: fc.constantFrom(...Array.from("0123456789.,' ¥-")) });
    fc.assert(
      fc.property(fc.oneof(fc.string(), likely), (text) => {
        const read = readAmount(text, 'CNY');
        const amount = read.ok ? read.amount : 0;
        expect(Number.isSafeInteger(amount) && amount >= 0 && amount <= MAX_HUNDREDTHS).toBe(true);
      }),
    );
  });
});
