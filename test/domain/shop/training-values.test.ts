import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import { fieldFault, readSettings, showSettings } from '#domain/shop/settings/typed-settings.ts';

const training = showSettings(defaultSettings);
const OF_TRAINING = ['storeName', 'storeId', 'email', 'returnUrl'] as const;
const shop: TypedSettings = {
  ...training,
  storeName: 'Corner Shop',
  storeId: 'S-1',
  email: 'shop@corner.example',
  returnUrl: 'https://corner.example/back',
};

describe.each(OF_TRAINING)('the %s of training', (field) => {
  test('never reaches real customers, whatever is typed', () => {
    const carriedOver = { ...shop, environment: 'live', [field]: ` ${training[field]} ` } as const;
    expect(fieldFault(field, carriedOver, true)).toBe('training-value');
    expect(fieldFault(field, { ...shop, environment: 'live' }, true)).toBeNull();
  });

  test('is good enough for training and for the test gateway', () => {
    expect(fieldFault(field, training, true)).toBeNull();
    expect(fieldFault(field, { ...training, environment: 'test' }, true)).toBeNull();
  });
});

test.each([
  ['training', true],
  ['test', false],
  ['live', false],
] as const)('phones that play the customer, saved in %s, are let in: %s', (environment, isOn) => {
  const typed = { ...shop, environment, siteId: '30201', trainingPhone: true };
  expect(readSettings(typed, true)).toMatchObject({ valid: true, settings: { trainingPhone: isOn } });
});
