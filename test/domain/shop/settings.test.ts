import { expect, test } from 'vitest';
import { defaultSettings, SETTING_NAMES } from '#domain/shop/settings/settings.ts';
import { readSettings, showSettings } from '#domain/shop/settings/typed-settings.ts';

test('every stored value has its own name, so that a change of it can be recorded', () => {
  const { terminal, receipts, ...rest } = defaultSettings;
  // A new ApiKey is recorded by itself; its name changes with it.
  const ownNames = Object.keys(rest).filter((name) => name !== 'keyName');
  const receiptNames = Object.keys(receipts).map((name) => `receipts.${name}`);
  const names = [...ownNames, ...Object.keys(terminal), ...receiptNames];
  expect(SETTING_NAMES.toSorted()).toEqual(names.toSorted());
  expect(new Set(SETTING_NAMES).size).toBe(SETTING_NAMES.length);
});

test('saving the settings as the screen shows them changes nothing', () => {
  const read = readSettings(showSettings(defaultSettings), false);
  if (!read.valid) throw new Error(read.field);
  expect({ ...defaultSettings, ...read.settings }).toEqual(defaultSettings);
});
