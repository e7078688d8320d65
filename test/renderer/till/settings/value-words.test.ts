import { expect, test } from 'vitest';
import { isSwitch, SCREEN_GROUPS, screenFieldsIn } from '#contract';
import { valueWords } from '../../../../src-renderer/till/settings/fields/value-words.ts';
import { settings } from '../../harness/views.ts';

const { saved } = settings();
const switches = SCREEN_GROUPS.flatMap(screenFieldsIn).filter(isSwitch);

test('there are settings that are on or off', () => {
  expect(switches).toContain('kiosk');
  expect(switches).not.toContain('unusualCurrencyConfirmed');
});

test.each(switches)('a change of %s is told as on and off', (field) => {
  expect([true, false].map((value) => valueWords(field, { ...saved, [field]: value }))).toEqual([
    'On',
    'Off',
  ]);
});

test('what is typed is told as it is, and nothing as none', () => {
  expect(valueWords('storeName', saved)).toBe('Garden Café');
  expect(valueWords('customerLine', saved)).toBe('None');
});
