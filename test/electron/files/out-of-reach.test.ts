/** Files that the system does not let the till read for now: nothing may act as if they were missing or damaged. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { openAppearanceFile } from '#electron/files/appearance-file.ts';
import { openDisplaysFile } from '#electron/files/displays-file.ts';
import { openPlacesFile } from '#electron/files/places-file.ts';
import { openSettingsSealFile } from '#electron/files/settings-seal-file.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { openSetUpFile } from '#electron/files/set-up-file.ts';
import { openStaffFile } from '#electron/files/staff-file.ts';
import { openUpdateNote } from '#electron/update/update-note.ts';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { whileHeld } from '../../files/while-held.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { shopStaff } from '../../support/staff-kit.ts';
import { paperLog } from '../system/paper-log.ts';

const codes = ['EBUSY', 'EPERM', 'EACCES', 'EMFILE'] as const;

/** A seal that fits whatever it has sealed. */
const seal = {
  open: async () => Promise.resolve(true),
  of: () => 'sealed',
  fits: (_text: string, given: string) => given === 'sealed',
};

test.each(codes)('a live till whose settings cannot be read (%s) does not open in training', (code) => {
  const home = temporaryFolder();
  const live = { ...defaultSettings, environment: 'live', siteId: '30201' } as const;
  openSettingsFile(home, paperLog()).write(live);
  const read = () => openSettingsFile(home, paperLog()).read();
  expect(() => whileHeld('settings.json', read, code)).toThrow(/settings\.json cannot be read now/);
  expect(readdirSync(home)).toEqual(['settings.json']);
  expect(read()).toEqual(live);
});

test.each(codes)('a shop whose staff list cannot be read (%s) is not asked for a first manager', (code) => {
  const home = temporaryFolder();
  openStaffFile(home, seal, paperLog()).write(shopStaff);
  const open = () => openStaffFile(home, seal, paperLog());
  expect(() => whileHeld('staff.json', open, code)).toThrow(/staff\.json cannot be read now/);
  expect(readdirSync(home)).toEqual(['staff.json']);
  expect(open().read()).toEqual(shopStaff);
});

test('a staff list that another program holds while an environment is entered stays as it was read before', async () => {
  const home = temporaryFolder();
  openStaffFile(home, seal, paperLog()).write(shopStaff);
  const staff = openStaffFile(home, seal, paperLog());
  const { seal: found } = await whileHeld('staff.json', async () => staff.examine());
  expect([found, staff.read()]).toEqual(['right', shopStaff]);
});

test('what this program has written of the settings is not taken for missing', async () => {
  const home = temporaryFolder();
  const open = () => openSettingsSealFile(home, seal, paperLog());
  const written = open();
  await written.examine();
  const stored = written.write([], { ceiling: 'mark' });
  expect(() => whileHeld('settings-seal.json', open)).toThrow(/settings-seal\.json cannot be read now/);
  const later = open();
  expect(await whileHeld('settings-seal.json', async () => later.examine())).toEqual(stored);
  const next = later.write(stored?.versions ?? [], { ceiling: 'another' });
  expect(await whileHeld('settings-seal.json', async () => later.examine())).toEqual(next);
});

test('the note of which journals were opened here is not begun anew', () => {
  const file = join(temporaryFolder(), 'journal.db');
  const note = installationNote(file);
  const noted = { identity: 'K7QW2M', openings: ['first', 'second'], reached: 7 };
  note.write(noted);
  const later = installationNote(file);
  expect(() => whileHeld('installation.json', () => later.read())).toThrow(/cannot be read now/);
  expect(later.read()).toEqual(noted);
  expect(whileHeld('installation.json', () => later.read())).toEqual(noted);
});

const open = {
  'appearance.json': openAppearanceFile,
  'displays.json': openDisplaysFile,
  'windows.json': openPlacesFile,
  'set-up.json': openSetUpFile,
  'update.json': openUpdateNote,
} as const;

test.each(Object.entries(open))('%s stays where it is while it cannot be read', (name, openFile) => {
  const home = temporaryFolder();
  const folder = name === 'update.json' ? join(home, 'updates') : home;
  const log = paperLog();
  const file = openFile(home, log);
  file.write(file.read() as never);
  const before = readFileSync(join(folder, name), 'utf8');
  expect(whileHeld(name, () => file.read())).toEqual(file.read());
  expect(log.lines.map(({ level }) => level)).toEqual(['error']);
  expect(readdirSync(folder)).toEqual([name]);
  expect(readFileSync(join(folder, name), 'utf8')).toBe(before);
});

test('a file that is damaged is still kept beside the new one', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), '{');
  expect(openSettingsFile(home, paperLog()).read()).toEqual(defaultSettings);
  expect(readdirSync(home)).toEqual(['settings.broken-1.json']);
});
