/** Files that the system does not let the till read for now: nothing may act as if they were missing or damaged. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { usualAppearance } from '#domain/shop/appearance.ts';
import { draftFrom } from '#domain/shop/set-up-draft.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import { openAppearanceFile } from '#electron/files/appearance-file.ts';
import { openDisplaysFile } from '#electron/files/displays-file.ts';
import { openPlacesFile } from '#electron/files/places-file.ts';
import { openSettingsSealFile } from '#electron/files/settings-seal-file.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { openSetUpFile } from '#electron/files/set-up-file.ts';
import { openStaffFile } from '#electron/files/staff-file.ts';
import { openUpdateNote } from '#electron/update/update-note.ts';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { recoveryNote } from '#sqlite/restore/recovery-note.ts';
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

test('a note of a recovery that cannot be read is not taken for one that lost every row', () => {
  const file = join(temporaryFolder(), 'journal.db');
  recoveryNote(file).recovered(7);
  expect(() => whileHeld('recovery.json', () => recoveryNote(file))).toThrow(/cannot be read now/);
  expect(recoveryNote(file).read()).toMatchObject({ lastAt: 7, why: 'damaged' });
});

const appearance = { ...usualAppearance, language: 'fr', theme: 'dark' } as const;
const sounds = (speaker: string) => ({
  ...usualAppearance.sounds,
  till: { ...usualAppearance.sounds.till, speaker },
});
const shopScreen = {
  label: 'P22',
  internal: false,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
};
const typed = draftFrom(showSettings({ ...defaultSettings, siteId: '30201' }));
const kept = {
  stage: 'under-way',
  kept: { step: 'shop', typed, opensShift: true, restores: false },
} as const;
const at = (arrangement: string) => ({
  arrangement,
  till: { bounds: { x: 5, y: 5, width: 800, height: 600 }, isMaximized: false },
  customer: null,
});
const rolledBack = { newestSeen: '2.0.0', failed: ['2.0.0'], wish: null, begun: null, untold: null } as const;

interface AnyFile {
  read(): unknown;
  write(value: unknown): void;
}

/** What was chosen, what a till makes of the defaults that it got instead, and what the file then has to hold. */
const chosen = [
  [
    'appearance.json',
    openAppearanceFile,
    appearance,
    { ...usualAppearance, sounds: sounds('bar') },
    { ...appearance, sounds: sounds('bar') },
  ],
  [
    'displays.json',
    openDisplaysFile,
    { customer: 7, screen: shopScreen, hadOwn: false },
    { customer: null, screen: null, hadOwn: true },
    { customer: 7, screen: shopScreen, hadOwn: true },
  ],
  [
    'windows.json',
    openPlacesFile,
    [at('counter'), at('home')],
    [{ ...at('home'), till: null }],
    [{ ...at('home'), till: null }, at('counter')],
  ],
  ['set-up.json', openSetUpFile, kept, { stage: 'later', kept: null }, { ...kept, stage: 'later' }],
] as const;

test.each(chosen)('%s keeps what nobody could read', (name, openFile, before, change, after) => {
  const home = temporaryFolder();
  const log = paperLog();
  const open = () => openFile(home, log) as AnyFile;
  const content = () => readFileSync(join(home, name), 'utf8');
  open().write(before);
  const [written, file] = [content(), open()];
  expect(whileHeld(name, () => file.read())).not.toEqual(before);
  expect(log.lines.map(({ level }) => level)).toEqual(['error']);
  expect(() => whileHeld(name, () => file.write(change))).toThrow(/cannot be read now/);
  expect([readdirSync(home), content()]).toEqual([[name], written]);
  file.write(change);
  file.write(change);
  expect(open().read()).toEqual(after);
});

test('a version that failed here stays known while another program holds the note about updates', () => {
  const home = temporaryFolder();
  openUpdateNote(home, paperLog()).write(rolledBack);
  const note = openUpdateNote(home, paperLog());
  expect(() => whileHeld('update.json', () => note.read())).toThrow(/cannot be read now/);
  expect(note.read()).toEqual(rolledBack);
  expect(whileHeld('update.json', () => note.read())).toEqual(rolledBack);
  const newer = { ...rolledBack, newestSeen: '2.1.0' };
  note.write(newer);
  expect(whileHeld('update.json', () => note.read())).toEqual(newer);
  expect(readdirSync(join(home, 'updates'))).toEqual(['update.json']);
});

test('a file that is damaged is still kept beside the new one', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), '{');
  expect(openSettingsFile(home, paperLog()).read()).toEqual(defaultSettings);
  expect(readdirSync(home)).toEqual(['settings.broken-1.json']);
});
