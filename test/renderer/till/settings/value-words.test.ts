import { afterEach, expect, test } from 'vitest';
import { followLanguage, isSwitch, SCREEN_GROUPS, screenFieldsIn } from '#contract';
import type { ScreenField, SettingsInput } from '#contract';
import { valueWords } from '../../../../src-renderer/till/settings/fields/value-words.ts';
import { settings } from '../../harness/views.ts';

const { saved } = settings();
afterEach(() => followLanguage(() => 'en'));

const wordsFor = (field: ScreenField, typed: Partial<SettingsInput>): string =>
  valueWords(field, { ...saved, ...typed }, 'Asia/Shanghai');

test('an amount is read as the till would save it, in the currency that it is in', () => {
  expect(wordsFor('ceiling', { ceiling: '12.5' })).toBe('¥12.50');
  expect(wordsFor('ceiling', { ceiling: '50000.00', currency: 'EUR' })).toBe('€50,000.00');
  expect(wordsFor('quickAmounts', { quickAmounts: '5\n12.50\n' })).toBe('¥5.00, ¥12.50');
  expect(wordsFor('quickAmounts', { quickAmounts: '' })).toBe('None');
});

test('what is no amount yet stays as it is typed', () => {
  expect(wordsFor('ceiling', { ceiling: 'ten' })).toBe('ten');
});

test('an empty choice is named by what it means', () => {
  expect(wordsFor('timeZone', { timeZone: '' })).toBe('Same as this computer (Asia/Shanghai)');
  const receipts = { ...saved.receipts, printer: 'system', address: '' } as const;
  expect(wordsFor('receipts.address', { receipts })).toBe('This computer’s default printer');
  expect(wordsFor('customerLine', {})).toBe('None');
});

test('places and measures are named as people of the language name them', () => {
  followLanguage(() => 'de');
  expect(wordsFor('country', { country: 'DE' })).toBe('Deutschland (DE)');
  expect(wordsFor('timeZone', { timeZone: 'America/New_York' })).toBe('America/New York');
  expect(wordsFor('displayInches', { displayInches: '15.6' })).toBe('15,6');
});

const switches = SCREEN_GROUPS.flatMap(screenFieldsIn).filter(isSwitch);

test('there are settings that are on or off', () => {
  expect(switches).toContain('kiosk');
  expect(switches).not.toContain('unusualCurrencyConfirmed');
});

test.each(switches)('a change of %s is told as on and off', (field) => {
  expect([true, false].map((value) => wordsFor(field, { [field]: value }))).toEqual(['On', 'Off']);
});

test('what is typed is told as it is', () => {
  expect(wordsFor('storeName', {})).toBe('Garden Café');
});
