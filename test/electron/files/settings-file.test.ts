import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { paperLog } from '../system/paper-log.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'till-settings-'))));
afterEach(() => rmSync(home, { recursive: true }));

const changed = {
  ...defaultSettings,
  environment: 'live',
  siteId: '30201',
  storeAddress: '花园路 12 号\nShanghai',
  ceiling: 9_900,
} as const;

test('a new till starts in training', () => {
  expect(openSettingsFile(home, paperLog()).read()).toEqual(defaultSettings);
  expect(readdirSync(home)).toEqual([]);
});

test('what was saved is there after a restart, and only the owner can read it', () => {
  openSettingsFile(home, paperLog()).write(changed);
  expect(openSettingsFile(home, paperLog()).read()).toEqual(changed);
  expect(statSync(join(home, 'settings.json')).mode & 0o077).toBe(0);
  expect(readdirSync(home)).toEqual(['settings.json']);
});

test('settings of an older version get the defaults of what it did not know', () => {
  writeFileSync(join(home, 'settings.json'), '{"siteId":"7","terminal":{"storeName":"Corner"},"gone":1}');
  expect(openSettingsFile(home, paperLog()).read()).toEqual({
    ...defaultSettings,
    siteId: '7',
    terminal: { ...defaultSettings.terminal, storeName: 'Corner' },
  });
});

test.each(['', '{"siteId":', '[]', '{"environment":"bench"}', '{"ceiling":-1}', '{"storeAddress":"\\t"}'])(
  'settings that make no sense are set aside and the till starts in training: %s',
  (text) => {
    const log = paperLog();
    writeFileSync(join(home, 'settings.json'), text);
    expect(openSettingsFile(home, log).read()).toEqual(defaultSettings);
    expect(readFileSync(join(home, 'settings.broken-1.json'), 'utf8')).toBe(text);
    expect(existsSync(join(home, 'settings.json'))).toBe(false);
    expect(log.lines).toHaveLength(1);
  },
);

test('an earlier broken file is never overwritten', () => {
  for (const text of ['first', 'second']) {
    writeFileSync(join(home, 'settings.json'), text);
    openSettingsFile(home, paperLog()).read();
  }
  expect(readFileSync(join(home, 'settings.broken-1.json'), 'utf8')).toBe('first');
  expect(readFileSync(join(home, 'settings.broken-2.json'), 'utf8')).toBe('second');
});

test('a draft left behind by a power cut does not hinder saving', () => {
  writeFileSync(join(home, 'settings.json.new'), '{"half":');
  openSettingsFile(home, paperLog()).write(changed);
  expect(openSettingsFile(home, paperLog()).read()).toEqual(changed);
});
