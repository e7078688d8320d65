import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { atWrites } from '../../files/at-writes.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { paperLog } from '../system/paper-log.ts';

let home: string;
beforeEach(() => (home = temporaryFolder()));

const live = {
  ...defaultSettings,
  environment: 'live',
  siteId: '30201',
  storeAddress: '花园路 12 号\nShanghai',
  ceiling: 9_900,
  terminal: {
    ...defaultSettings.terminal,
    storeName: 'Corner Shop',
    storeId: 'S1',
    email: 'shop@corner.example',
    returnUrl: 'https://corner.example/back',
  },
} satisfies Settings;

const { storeName, currency } = defaultSettings.terminal;

test.each<[string, object, readonly string[], object]>([
  [
    'a store without a name',
    { terminal: { ...live.terminal, storeName: '' } },
    ['storeName'],
    { terminal: { ...live.terminal, storeName }, siteId: '' },
  ],
  [
    'a currency that is none',
    { terminal: { ...live.terminal, currency: 'yuan' } },
    ['currency'],
    { terminal: { ...live.terminal, currency }, siteId: '' },
  ],
  ['a site that is no number', { siteId: '30201; DROP' }, ['siteId'], { siteId: '' }],
  ['a site that is no text', { siteId: 30_201 }, ['siteId'], { siteId: '' }],
  [
    'an environment that nobody chooses',
    { environment: 'bench' },
    ['environment'],
    { environment: 'training', siteId: '' },
  ],
  ['a ceiling below zero', { ceiling: -1 }, ['ceiling'], { ceiling: defaultSettings.ceiling, siteId: '' }],
  ['a quick amount of nothing', { quickAmounts: [0] }, ['quickAmounts'], { quickAmounts: [] }],
  ['a quick amount above the ceiling', { quickAmounts: [9_901] }, ['quickAmounts'], { quickAmounts: [] }],
  ['an address with control characters', { storeAddress: '\t' }, ['storeAddress'], { storeAddress: '' }],
  [
    'a line with directions for the reader',
    { customerLine: 'Hi\u0007' },
    ['customerLine'],
    { customerLine: '' },
  ],
  ['a day that begins at noon past', { cutOff: '25:00' }, ['cutOff'], { cutOff: '00:00' }],
  ['a place without a time', { timeZone: 'Mars/Olympus' }, ['timeZone'], { timeZone: '' }],
  [
    'a printer without an address',
    { receipts: { ...live.receipts, printer: 'tcp', address: 'x y' } },
    ['receipts.address'],
    { receipts: { ...live.receipts, printer: 'tcp', address: '' } },
  ],
  [
    'two at once',
    { cutOff: 4, quickAmounts: 'many' },
    ['quickAmounts', 'cutOff'],
    { quickAmounts: [], cutOff: '00:00' },
  ],
  [
    'a folder that is a way back up',
    { exportFolder: '/media/../etc' },
    ['exportFolder'],
    { exportFolder: '' },
  ],
  [
    'a folder that depends on where the till was started',
    { exportFolder: 'exports' },
    ['exportFolder'],
    { exportFolder: '' },
  ],
  [
    'an address of a page for a folder',
    { exportFolder: 'https://evil.example/' },
    ['exportFolder'],
    { exportFolder: '' },
  ],
  [
    'a device of Windows for a folder',
    { exportFolder: '\\\\.\\PhysicalDrive0' },
    ['exportFolder'],
    { exportFolder: '' },
  ],
])(
  '%s is refused as it would be in Settings, named, and nothing is lost',
  (_what, wrong, refused, instead) => {
    const log = paperLog();
    const text = JSON.stringify({ ...live, ...wrong });
    writeFileSync(join(home, 'settings.json'), text);
    const file = openSettingsFile(home, log);
    expect(file.read()).toEqual({ ...live, ...instead });
    expect(file.refused).toEqual(refused);
    expect(readFileSync(join(home, 'settings.broken-1.json'), 'utf8')).toBe(text);
    expect(log.lines).toHaveLength(1);
    const later = openSettingsFile(home, log);
    expect(later.read()).toEqual({ ...live, ...instead });
    expect(later.refused).toEqual([]);
  },
);

test.each(['/media/stick', 'D:\\Exports', '\\\\server\\share\\till', '/home/shop/a..b'])(
  'a folder is kept as the system names it: %s',
  (exportFolder) => {
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ ...live, exportFolder }));
    const file = openSettingsFile(home, paperLog());
    expect(file.read().exportFolder).toBe(exportFolder);
    expect(file.refused).toEqual([]);
  },
);

test('what Settings would tidy is read tidied, and switched off where it does not belong', () => {
  const untidy = { ...live, siteId: ' 30201 ', trainingPhone: true };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(untidy));
  const file = openSettingsFile(home, paperLog());
  expect(file.read()).toEqual(live);
  expect(file.refused).toEqual([]);
});

test.each([
  ['the copy', 1],
  ['the settings themselves', 2],
])(
  'a disk that refuses to write %s leaves a live till what it had, for the next start',
  async (_what, refusedFrom) => {
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ ...live, storeAddress: '\t' }));
    const readNow = (): Settings => openSettingsFile(home, paperLog()).read();
    let writes = 0;
    const refuse = (): void => {
      writes += 1;
      if (writes >= refusedFrom) throw new Error('the disk is full');
    };
    expect(await atWrites(refuse, async () => Promise.resolve(readNow()))).toEqual({
      ...live,
      storeAddress: '',
    });
    expect(readNow()).toEqual({ ...live, storeAddress: '' });
  },
);
