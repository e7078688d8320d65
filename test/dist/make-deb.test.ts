/** The program that makes the deb, as electron-builder starts it, with a small till and Debian's own dpkg-deb. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshHome, removeHome } from '../support/station.ts';

const fpm = join(import.meta.dirname, '..', '..', 'scripts', 'dist', 'deb', 'fpm.mjs');

let home: string;
beforeEach(() => {
  home = freshHome();
  mkdirSync(join(home, 'till', 'resources'), { recursive: true });
  for (const [name, mode] of [
    ['till/countertop', 0o700],
    ['till/chrome-sandbox', 0o755],
    ['till/resources/package-type', 0o600],
    ['package-type', 0o600],
    ['postinst', 0o600],
    ['postrm', 0o600],
  ] as const) {
    writeFileSync(join(home, name), name);
    chmodSync(join(home, name), mode);
    // Root's own files would belong to root in any case.
    if (process.geteuid?.() === 0) chownSync(join(home, name), 1000, 1000);
  }
});
afterEach(() => removeHome(home));

const madeWith = (compression: string): string => {
  const deb = join(home, 'countertop.deb');
  const args = [
    ...['-s', 'dir', '--force', '-t', 'deb', '--deb-compression', compression, '--architecture', 'amd64'],
    ...['--after-install', join(home, 'postinst'), '--after-remove', join(home, 'postrm')],
    ...['--description', 'Till\n That takes Alipay', '--version', '0.1.0', '--package', deb],
    ...['--name', 'countertop', '--maintainer', 'C <c@c.example>', '--url', 'https://c.example'],
    ...['--category', 'misc', '--deb-priority', 'optional'],
    ...[`${join(home, 'package-type')}=/opt/till/resources/package-type`, `${join(home, 'till')}/=/opt/till`],
  ];
  execFileSync(process.execPath, [fpm, ...args], { stdio: 'pipe' });
  return deb;
};

const told = (...args: readonly string[]): string => execFileSync('dpkg-deb', args, { encoding: 'utf8' });

test.each(['gz', 'xz'])('a deb packed with %s belongs to root, and everyone may read it', (compression) => {
  const listed = told('--contents', madeWith(compression));
  const files = listed
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  expect(files.map(([mode, owner, , , , path]) => [mode, owner, path])).toEqual([
    ['drwxr-xr-x', 'root/root', './'],
    ['drwxr-xr-x', 'root/root', './opt/'],
    ['drwxr-xr-x', 'root/root', './opt/till/'],
    ['-rwsr-xr-x', 'root/root', './opt/till/chrome-sandbox'],
    ['-rwxr-xr-x', 'root/root', './opt/till/countertop'],
    ['drwxr-xr-x', 'root/root', './opt/till/resources/'],
    ['-rw-r--r--', 'root/root', './opt/till/resources/package-type'],
  ]);
});

test('files that only the deb needs do not change the folder, from which the tar.gz is made too', () => {
  const deb = madeWith('gz');
  told('--extract', deb, join(home, 'installed'));
  const installed = join(home, 'installed', 'opt', 'till');
  expect(readFileSync(join(installed, 'resources', 'package-type'), 'utf8')).toBe('package-type');
  expect(readFileSync(join(home, 'till', 'resources', 'package-type'), 'utf8')).toBe(
    'till/resources/package-type',
  );
  expect(statSync(join(home, 'till', 'chrome-sandbox')).mode & 0o4000).toBe(0);
});

test('dpkg finds its scripts in it, and can start them', () => {
  told('--control', madeWith('gz'), join(home, 'control'));
  for (const name of ['postinst', 'postrm']) {
    expect(readFileSync(join(home, 'control', name), 'utf8')).toBe(name);
    expect(statSync(join(home, 'control', name)).mode & 0o111).not.toBe(0);
  }
});
