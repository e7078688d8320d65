import { afterEach, describe, expect, test } from 'vitest';
import type { LanguageName } from '#domain/shop/language.ts';
import { followLanguage, language, perLanguage } from '#words/language.ts';
import { readAmount } from '#domain/typed-amount/read-amount.ts';
import {
  codedMoney,
  currencySign,
  decimalSign,
  moneyLetters,
  moneyWords,
  sumsWords,
  typedAmount,
} from '#words/money-words.ts';
import { dateWords, fullTime, stampsIn } from '../../src-renderer/till/time-words.ts';

const speaking = (name: LanguageName): void => followLanguage(() => name);
afterEach(() => speaking('en'));

test('words follow the language at hand, whenever it changes', () => {
  let chosen: LanguageName = 'en';
  followLanguage(() => chosen);
  expect(language()).toBe('en');
  chosen = 'de';
  expect(language()).toBe('de');
});

test('what is made for a language is made once', () => {
  const made: LanguageName[] = [];
  const tag = perLanguage((name) => {
    made.push(name);
    return `in ${name}`;
  });
  expect([tag(), tag()]).toEqual(['in en', 'in en']);
  speaking('fr');
  expect(tag()).toBe('in fr');
  speaking('en');
  expect(tag()).toBe('in en');
  expect(made).toEqual(['en', 'fr']);
});

describe('amounts are written as people of a language write them', () => {
  test.each([
    ['en', '1,234.50', '¥1,234.50'],
    ['zh-CN', '1,234.50', '¥1,234.50'],
    ['zh-TW', '1,234.50', '¥1,234.50'],
    ['de', '1.234,50', '1.234,50\u00a0¥'],
    ['fr', '1\u202f234,50', '1\u202f234,50\u00a0¥'],
    ['es', '1234,50', '1234,50\u00a0¥'],
  ] as const)('in %s', (name, words, signed) => {
    speaking(name);
    expect(moneyWords({ amount: 123_450, currency: 'CNY' })).toBe(signed);
    expect(moneyWords({ amount: -123_450, currency: 'CNY' })).toBe(`−${signed}`);
    expect(moneyWords({ amount: 123_450, currency: 'KWD' })).toBe(`KWD ${words}`);
    expect(codedMoney({ amount: 123_450, currency: 'CNY' })).toBe(`CNY ${words}`);
    expect(currencySign('EUR').sign).toBe('€');
  });
});

test('an amount is given room for its sign, or for all letters of a code', () => {
  const letters = (currency: string, coded?: boolean) => moneyLetters({ amount: -1_250, currency }, coded);
  expect([letters('CNY'), letters('CHF'), letters('CNY', true)]).toEqual([6, 8, 8]);
});

describe('a screen says money with its sign, as the large figure does', () => {
  test.each([
    [1_250, 'CNY', '¥12.50'],
    [-8_800, 'CNY', '−¥88.00'],
    [120_000, 'JPY', '¥1,200'],
    [1_250, 'KWD', 'KWD 12.50'],
    [-1_250, 'CHF', 'CHF −12.50'],
  ])('%i hundredths of %s are %s', (amount, currency, words) => {
    expect(moneyWords({ amount, currency })).toBe(words);
  });

  test('and with its code beside money in another currency, since ¥ is yuan and yen', () => {
    const yuan = { amount: 1_250, currency: 'CNY' };
    const yen = { amount: 120_000, currency: 'JPY' };
    expect(moneyWords(yuan, 'JPY')).toBe('CNY 12.50');
    expect(sumsWords([yuan, yen])).toBe('CNY 12.50 · JPY 1,200');
    expect(sumsWords([yuan, yuan], ' + ')).toBe('¥12.50 + ¥12.50');
    expect(sumsWords([])).toBe('');
  });
});

test.each([
  ['en', '.', '1234.50'],
  ['zh-CN', '.', '1234.50'],
  ['de', ',', '1234,50'],
  ['fr', ',', '1234,50'],
  ['es', ',', '1234,50'],
] as const)(
  'the key of the decimals and an amount to be changed show the sign of %s: %s',
  (name, sign, typed) => {
    speaking(name);
    expect(decimalSign()).toBe(sign);
    expect(typedAmount(123_450, 'CNY')).toBe(typed);
    expect(readAmount(typed, 'CNY')).toEqual({ ok: true, amount: 123_450 });
  },
);

describe('dates are written as people of a language write them', () => {
  test.each([
    ['en', 'Thu 5 Nov 2026', '23 Nov'],
    ['zh-CN', '2026年11月5日周四', '11月23日'],
    ['zh-TW', '2026年11月5日週四', '11月23日'],
    ['de', 'Do., 5. Nov. 2026', '23. Nov.'],
    ['fr', 'jeu. 5 nov. 2026', '23 nov.'],
    ['es', 'jue, 5 nov 2026', '23 nov'],
  ] as const)('in %s', (name, whole, short) => {
    speaking(name);
    expect(dateWords('2026-11-05')).toBe(whole);
    expect(dateWords('2026-11-23', ['day', 'month'])).toBe(short);
  });

  test.each(['zh-CN', 'de', 'fr', 'es'] as const)('with the time by a clock of 24 hours in %s', (name) => {
    speaking(name);
    expect(fullTime(new Date(2026, 10, 5, 18, 3).getTime())).toContain('18:03');
    expect(stampsIn('Asia/Shanghai')(Date.UTC(2026, 10, 23, 16, 3))).toContain('00:03');
  });
});
