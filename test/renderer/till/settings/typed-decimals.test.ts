import { afterEach, expect, test } from 'vitest';
import { followLanguage } from '#contract';
import type { LanguageName } from '#contract';
import {
  shownDecimals,
  typedDecimals,
} from '../../../../src-renderer/till/settings/fields/typed-decimals.ts';

const speaking = (name: LanguageName): void => followLanguage(() => name);
afterEach(() => speaking('en'));

test.each([
  ['en', '50000.00'],
  ['zh-CN', '50000.00'],
  ['zh-TW', '50000.00'],
  ['de', '50000,00'],
  ['fr', '50000,00'],
  ['es', '50000,00'],
] as const)(
  'the largest single charge stands in its field as people of %s write it: %s',
  (language, shown) => {
    speaking(language);
    expect(shownDecimals('ceiling', '50000.00', '50000.00')).toBe(shown);
    expect(typedDecimals('ceiling', shown, '50000.00')).toBe('50000.00');
  },
);

test('what is being typed stays as it is typed, and every quick amount is written the same way', () => {
  speaking('de');
  expect(shownDecimals('ceiling', '49999.5', '50000.00')).toBe('49999.5');
  expect(typedDecimals('ceiling', '49999,5', '50000.00')).toBe('49999,5');
  expect(shownDecimals('quickAmounts', '5.00\n12.50', '5.00\n12.50')).toBe('5,00\n12,50');
});

test('only decimals are: a name with a point in it keeps its point', () => {
  speaking('de');
  expect(shownDecimals('storeName', 'Studio 5.1', 'Studio 5.1')).toBe('Studio 5.1');
});
