/**
 * Names sent to the gateway and the office contain nothing that paper cannot show or a database cannot store.
 */
import { describe, expect, test } from 'vitest';
import { checkSettings } from '#domain/shop/settings/checked-settings.ts';
import { TERMINAL_SETTINGS } from '#domain/shop/settings/setting-tables.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { fieldFault, readSettings, showSettings } from '#domain/shop/settings/typed-settings.ts';

const NAMES = ['storeName', 'storeId', 'terminalId'] as const;
const ODD = 'Gar\u0000den\t\ud83e\u00855 ';
const TIDY = 'Gar den 5';

test.each(NAMES)('%s is kept without them, however it is typed', (name) => {
  const read = readSettings({ ...showSettings(defaultSettings), [name]: ODD }, false);
  expect(read.valid && read.settings.terminal[name]).toBe(TIDY);
});

test.each(NAMES)('%s of an earlier version loses them, and the till goes on charging', (name) => {
  const { settings, refused } = checkSettings({
    ...defaultSettings,
    siteId: '30201',
    terminal: { ...defaultSettings.terminal, [name]: ODD },
  });
  expect([settings.terminal[name], settings.siteId, refused]).toEqual([TIDY, '30201', []]);
});

test.each(NAMES)('a %s of nothing else is none', (name) => {
  expect(readSettings({ ...showSettings(defaultSettings), [name]: '\u0000\ud83e' }, false).valid).toBe(false);
  expect(TERMINAL_SETTINGS[name].accepts(ODD)).toBe(false);
});

test.each([
  ['storeName', 50],
  ['storeId', 32],
  ['terminalId', 50],
] as const)('a %s is no longer than the gateway takes, which counts UTF-16 units', (name, most) => {
  const isAccepted = (typed: string): boolean => TERMINAL_SETTINGS[name].accepts(typed);
  const fits = ['x'.repeat(most), '🍵'.repeat(most / 2), '店'.repeat(most)];
  const tooLong = ['x'.repeat(most + 1), `${'🍵'.repeat(most / 2)}x`, '𠮷'.repeat(most)];
  expect([...fits, ...tooLong].filter(isAccepted)).toEqual(fits);
});

const TURNED = 'Gar\u202Eden\u200B';

test.each([...NAMES, 'customerLine', 'storeAddress'] as const)(
  '%s is kept without what turns or hides its letters, once it is typed anew',
  (name) => {
    const saved = showSettings(defaultSettings);
    const read = readSettings({ ...saved, [name]: TURNED }, false, saved);
    expect(read.valid && { ...read.settings, ...read.settings.terminal }[name]).toBe('Garden');
  },
);

describe('a name that an earlier version has taken', () => {
  const ODD_ID = '🍵/\\..';
  const before = {
    ...defaultSettings,
    siteId: '30201',
    customerLine: TURNED,
    terminal: { ...defaultSettings.terminal, storeName: TURNED, storeId: ODD_ID, terminalId: ODD_ID },
  };

  test('is opened as it is, and the till goes on charging', () => {
    expect(checkSettings(before)).toEqual({ settings: before, refused: [] });
  });

  test('is not tidied unasked, which would look like a change outside the till', () => {
    const marked = { ...defaultSettings, terminal: { ...defaultSettings.terminal, storeName: TURNED } };
    expect(checkSettings(marked)).toEqual({ settings: marked, refused: [] });
  });

  test('stays as it is when something else is saved', () => {
    const saved = showSettings(before);
    const read = readSettings({ ...saved, cutOff: '04:00' }, true, saved);
    expect(read).toMatchObject({ valid: true, settings: { cutOff: '04:00', terminal: before.terminal } });
  });

  test('is refused where it is typed', () => {
    const saved = showSettings(before);
    const typed = { ...saved, terminalId: `${ODD_ID}2` };
    expect(readSettings(typed, true, saved)).toEqual({ valid: false, field: 'terminalId' });
    expect(fieldFault('terminalId', typed, true, saved)).toBe('invalid');
    expect(fieldFault('storeId', typed, true, saved)).toBeNull();
  });
});
