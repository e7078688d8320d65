/** Which packages can update themselves. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installedBy } from '#electron/update/installed-by.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

const WINDOWS = {
  platform: 'win32',
  program: 'C:\\Program Files\\Countertop POS\\countertop.exe',
  resources: 'C:\\Program Files\\Countertop POS\\resources',
};

test('on Windows a till from the installer is updated; one from the MSI or an archive is not, since the installer refuses it', () => {
  const uninstaller = 'C:\\Program Files\\Countertop POS\\uninstall.exe';
  expect(installedBy(WINDOWS, (file) => file === uninstaller)).toBe('exe');
  expect(installedBy(WINDOWS, () => false)).toBeNull();
});

test('on Linux a till from the deb is updated, and none from an archive', () => {
  const resources = temporaryFolder();
  const linux = { platform: 'linux', program: '/opt/countertop/countertop', resources };
  expect(installedBy(linux)).toBeNull();
  writeFileSync(join(resources, 'package-type'), 'deb\n');
  expect(installedBy(linux)).toBe('deb');
});

test('a Mac is updated by hand', () => {
  expect(installedBy({ ...WINDOWS, platform: 'darwin' }, () => true)).toBeNull();
});
