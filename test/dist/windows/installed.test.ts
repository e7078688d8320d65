import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { differences } from '../../../scripts/dist/windows/try/installed.mjs';

const folderWith = (files: Record<string, string>) => {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
};

const packed = { 'till.exe': 'new', 'resources/app.asar': 'new' };

test('a program installed exactly as it was packed has no differences', () => {
  const installed = folderWith({ ...packed, 'uninstall.exe': '' });
  expect(differences(installed, folderWith(packed), ['uninstall.exe'])).toEqual([]);
});

test.each([
  ['a file of the old version stayed', { ...packed, 'old.dll': '' }, 'old.dll should not be there'],
  ['a file was not installed', { 'till.exe': 'new' }, 'resources/app.asar is missing'],
  ['a file is still the old one', { ...packed, 'till.exe': 'old' }, 'till.exe is another one'],
])('it is noticed where %s', (_what, files, fault) => {
  expect(differences(folderWith(files), folderWith(packed))).toEqual([fault]);
});

test('it is noticed where the installer left out its uninstaller', () => {
  expect(differences(folderWith(packed), folderWith(packed), ['uninstall.exe'])).toEqual([
    'uninstall.exe is missing',
  ]);
});

test('it is noticed where anything is left of a program that was removed', () => {
  expect(differences(folderWith({ 'till.exe': '' }), undefined)).toEqual(['till.exe should not be there']);
  expect(differences('/nowhere/at/all', undefined)).toEqual([]);
});
