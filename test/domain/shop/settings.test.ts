import { expect, test } from 'vitest';
import { API_KEY } from '#domain/shop/settings/setting-tables.ts';
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

test('what has only ASCII characters may be typed full-width, or copied with what cannot be seen', () => {
  const typed = {
    ...showSettings(defaultSettings),
    environment: 'test',
    siteId: '３０２０１',
    apiKey: '\u200Babc-DEF-123\uFEFF',
    email: 'till＠garden。example',
    tokenLifetime: '１５',
    displayInches: '１５．６',
    cutOff: '０４：００',
  } as const;
  const read = readSettings(typed, false);
  if (!read.valid) throw new Error(read.field);
  const { siteId, terminal, displayInches, cutOff } = read.settings;
  expect([siteId, terminal.email, terminal.tokenLifetime, displayInches, cutOff]).toEqual([
    '30201',
    'till@garden.example',
    15,
    15.6,
    '04:00',
  ]);
  expect(API_KEY.tidy(typed.apiKey)).toBe('abc-DEF-123');
});
