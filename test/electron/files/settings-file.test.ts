import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
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

test('settings of an older version get defaults for what is new', () => {
  writeFileSync(join(home, 'settings.json'), '{"siteId":"7","terminal":{"storeName":"Corner"},"gone":1}');
  expect(openSettingsFile(home, paperLog()).read()).toEqual({
    ...defaultSettings,
    siteId: '7',
    terminal: { ...defaultSettings.terminal, storeName: 'Corner' },
  });
});

/** As the previous version wrote it, byte for byte. */
const FILE_OF_BEFORE = `{
  "environment": "live",
  "siteId": "30201",
  "terminal": {
    "storeName": "Garden Café",
    "storeId": "SHOP-1",
    "terminalId": "T2",
    "country": "JP",
    "currency": "JPY",
    "email": "till@garden.example",
    "returnUrl": "https://garden.example/thanks",
    "tokenLifetime": 15
  },
  "storeAddress": "花园路 12 号\\nShanghai",
  "ceiling": 9900,
  "enabledCurrencies": [
    "JPY"
  ],
  "parkingAllowed": true,
  "cutOff": "04:00",
  "timeZone": "Asia/Tokyo",
  "receipts": {
    "mode": "auto",
    "printer": "tcp",
    "address": "192.168.1.50:9100",
    "width": 58,
    "language": "zh"
  },
  "exportFolder": "/media/stick",
  "exportAtClose": true
}
`;

test('a settings file of the previous version opens with what it says, and is written back with what is new', () => {
  const path = join(home, 'settings.json');
  writeFileSync(path, FILE_OF_BEFORE);
  const file = openSettingsFile(home, paperLog());
  const settings = file.read();
  expect(settings).toEqual({
    ...(JSON.parse(FILE_OF_BEFORE) as object),
    keyName: '',
    asksAfterPaid: false,
    customerLine: '',
    displayInches: null,
    displayDistance: null,
    showsGatewayPage: false,
    updateFeed: '',
    trainingPhone: false,
    trainingNetwork: '',
    kiosk: false,
    startsWithComputer: false,
    quickAmounts: [],
    receipts: { ...settings.receipts, language: 'zh-CN' },
  });
  file.write(settings);
  const withNew = FILE_OF_BEFORE.replace(
    / {2}"cutOff"/,
    '  "asksAfterPaid": false,\n  "showsGatewayPage": false,\n  "quickAmounts": [],\n  "customerLine": "",\n  "displayInches": null,\n  "displayDistance": null,\n$&',
  );
  const withTraining = withNew.replace(
    / {2}"receipts"/,
    '  "updateFeed": "",\n  "trainingPhone": false,\n  "trainingNetwork": "",\n  "kiosk": false,\n  "startsWithComputer": false,\n$&',
  );
  expect(readFileSync(path, 'utf8')).toBe(
    withTraining
      .replace('"zh"', '"zh-CN"')
      .replace('"exportAtClose": true', '"exportAtClose": true,\n  "keyName": ""'),
  );
});

test.each(['', '{"siteId":', '[]'])(
  'an unreadable settings file is quarantined and the till starts in training: %s',
  (text) => {
    const log = paperLog();
    writeFileSync(join(home, 'settings.json'), text);
    expect(openSettingsFile(home, log).read()).toEqual(defaultSettings);
    expect(readFileSync(join(home, 'settings.broken-1.json'), 'utf8')).toBe(text);
    expect(existsSync(join(home, 'settings.json'))).toBe(false);
    expect(log.lines).toHaveLength(1);
  },
);

test('an earlier quarantined file is never overwritten', () => {
  for (const text of ['first', 'second']) {
    writeFileSync(join(home, 'settings.json'), text);
    openSettingsFile(home, paperLog()).read();
  }
  expect(readFileSync(join(home, 'settings.broken-1.json'), 'utf8')).toBe('first');
  expect(readFileSync(join(home, 'settings.broken-2.json'), 'utf8')).toBe('second');
});

test('a draft left behind by a power cut does not prevent saving', () => {
  writeFileSync(join(home, 'settings.json.new'), '{"half":');
  openSettingsFile(home, paperLog()).write(changed);
  expect(openSettingsFile(home, paperLog()).read()).toEqual(changed);
});
