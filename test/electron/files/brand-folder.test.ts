import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBrand } from '#electron/files/brand-folder.ts';

const folderWith = (...names: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'brand-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) writeFileSync(join(folder, name), '');
  return folder;
};

test('a shop’s logo, the wallet’s mark and its pictures are told apart by their names', () => {
  const folder = folderWith('Logo.PNG', 'wallet.jpg', 'b.jpeg', 'a tea.png');
  expect(readBrand([folder]).view).toEqual({
    logo: './brand/Logo.PNG',
    wallet: './brand/wallet.jpg',
    pictures: ['./brand/a%20tea.png', './brand/b.jpeg'],
  });
});

test('only pictures that cannot run code are accepted', () => {
  const folder = folderWith('a.svg', 'b.html', 'c.js', 'README.md', 'd.png');
  const { view, fileOf } = readBrand([folder]);
  expect(view.pictures).toEqual(['./brand/d.png']);
  expect(fileOf('a.svg')).toBeUndefined();
});

test('what a Mac leaves beside each picture that it copies is none', () => {
  const folder = folderWith('._a.png', 'a.png', '._logo.png', 'logo.png');
  expect(readBrand([folder]).view).toMatchObject({ logo: './brand/logo.png', pictures: ['./brand/a.png'] });
});

test('no more than the first twelve pictures take turns', () => {
  const names = Array.from({ length: 13 }, (_, index) => `${String(index + 1).padStart(2, '0')}.png`);
  expect(readBrand([folderWith(...names)]).view.pictures).toEqual(
    names.slice(0, 12).map((name) => `./brand/${name}`),
  );
});

test('the till’s own picture replaces one of the same name that came with the program', () => {
  const own = folderWith('logo.png');
  const supplied = folderWith('logo.png', 'wallet.png');
  const { view, fileOf } = readBrand([own, supplied]);
  expect(fileOf('logo.png')).toBe(join(own, 'logo.png'));
  expect(view.wallet).toBe('./brand/wallet.png');
});

test('a till without such a folder has no pictures, and no other file has an address', () => {
  const home = folderWith('settings.json');
  mkdirSync(join(home, 'brand'));
  const { view, fileOf } = readBrand([join(home, 'brand'), join(home, 'nowhere')]);
  expect(view).toEqual({ logo: null, wallet: null, pictures: [] });
  expect(fileOf('../settings.json')).toBeUndefined();
});
