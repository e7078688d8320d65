import { describe, expect, test } from 'vitest';
import {
  chooseCurrency,
  faultOf,
  isUnusual,
} from '../../../../src-renderer/state/settings/settings-check.ts';
import { settings } from '../../harness/views.ts';

const { saved } = settings();

describe('checking the settings as they are typed', () => {
  test('training needs no credentials', () => {
    const training = { ...saved, environment: 'training' as const, siteId: '', apiKey: '' };
    expect(faultOf('siteId', training, false)).toBeNull();
    expect(faultOf('apiKey', training, false)).toBeNull();
  });

  test('test and live need a SiteID, and an ApiKey unless one is saved', () => {
    expect(faultOf('siteId', { ...saved, siteId: '' }, true)).toBe('invalid');
    expect(faultOf('apiKey', saved, true)).toBeNull();
    expect(faultOf('apiKey', saved, false)).toBe('invalid');
    expect(faultOf('apiKey', { ...saved, apiKey: 'short' }, true)).toBe('invalid');
  });

  test('leading and trailing spaces and lower-case codes do not matter', () => {
    expect(faultOf('country', { ...saved, country: ' de ' }, true)).toBeNull();
    expect(faultOf('currency', { ...saved, currency: ' eur ' }, true)).toBeNull();
  });

  test('a currency without two decimals must be enabled on purpose', () => {
    const yen = { ...saved, currency: 'jpy' };
    expect(isUnusual(yen)).toBe(true);
    expect(faultOf('currency', yen, true)).toEqual({
      code: 'currency-unusual',
      details: { currency: 'JPY' },
    });
    expect(faultOf('currency', { ...yen, unusualCurrencyConfirmed: true }, true)).toBeNull();
  });

  test.each(['ceiling', 'quickAmounts'] as const)(
    'yen have no decimals: %s with some is named as such, and never rounded',
    (field) => {
      const yen = { ...saved, currency: 'JPY', unusualCurrencyConfirmed: true };
      const fault = { code: 'setting-too-precise', details: { currency: 'JPY' } };
      expect(faultOf(field, { ...yen, [field]: '12.50' }, true)).toEqual(fault);
      expect(faultOf(field, { ...yen, [field]: '1250.00' }, true)).toBeNull();
      expect(faultOf(field, { ...saved, [field]: '12.505' }, true)).toBe('invalid');
    },
  );

  test('a currency that is enabled on purpose enables no other', () => {
    const typed = { ...saved, currency: 'JPY', unusualCurrencyConfirmed: true };
    chooseCurrency(typed, 'JPY');
    expect(typed.unusualCurrencyConfirmed).toBe(true);
    chooseCurrency(typed, 'KRW');
    expect([typed.currency, typed.unusualCurrencyConfirmed]).toEqual(['KRW', false]);
  });

  test.each(['', '0', 'lots', '10000000000000'])('%j is not a valid limit for a single charge', (ceiling) => {
    expect(faultOf('ceiling', { ...saved, ceiling }, true)).toBe('invalid');
  });

  test.each([
    ['none', '', null],
    ['six', '1\n2\n3\n4\n5\n6', null],
    ['seven', '1\n2\n3\n4\n5\n6\n7', 'invalid'],
    ['one at the largest single charge', '100', null],
    ['one above the largest single charge', '100.01', 'invalid'],
    ['one of nothing', '5\n0', 'invalid'],
  ])('quick amounts: %s', (_, quickAmounts, fault) => {
    expect(faultOf('quickAmounts', { ...saved, ceiling: '100.00', quickAmounts }, true)).toBe(fault);
  });
});
