import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { servedFile, servedPicture } from '#electron/windows/served-file.ts';

const FOLDER = resolve('/shop/out/renderer');
const get = (url: string): ReturnType<typeof servedFile> => servedFile(FOLDER, { method: 'GET', url });

test('the till’s page and its files are served with their types', () => {
  expect(get('app://countertop/till.html')).toEqual({
    path: resolve(FOLDER, 'till.html'),
    type: 'text/html; charset=utf-8',
  });
  expect(get('app://countertop/assets/till-x1.js?v=2')?.type).toBe('text/javascript; charset=utf-8');
  expect(get('app://countertop/assets/theme.css')?.type).toBe('text/css; charset=utf-8');
  expect(get('app://countertop/assets/idle%20screen.svg')?.path).toBe(
    resolve(FOLDER, 'assets', 'idle screen.svg'),
  );
});

test.each([
  'app://countertop/../main/main.js',
  'app://countertop/%2e%2e/main/main.js',
  'app://countertop/..%2fmain%2fmain.js',
  'app://countertop/assets/..%2f..%2f..%2fsecret.json',
  'app://countertop/..%2frenderer-old%2ftill.html',
  'app://countertop/%E0%A4%A.html',
  'app://countertop/till.html%00.css',
])('no path leads out of the folder: %s', (url) => {
  const served = get(url);
  // URL parsing removes some dots; other paths must stay inside the folder or be refused.
  expect(served?.path ?? resolve(FOLDER, 'inside')).toContain(resolve(FOLDER, '.') + '/');
  if (url.includes('%2f') || url.includes('%00') || url.includes('%A.')) expect(served).toBeUndefined();
});

test.each(['app://elsewhere/till.html', 'app://countertop.evil/till.html', 'https://countertop/till.html'])(
  'another address is not answered: %s',
  (url) => expect(get(url)).toBeUndefined(),
);

test('only the shop’s own pictures are served by name', () => {
  const pictureCalled = (name: string): string | undefined =>
    name === 'a tea.JPG' ? '/home/brand/a tea.JPG' : undefined;
  const picture = (url: string): ReturnType<typeof servedFile> =>
    servedFile(FOLDER, { method: 'GET', url }, pictureCalled);
  expect(picture('app://countertop/brand/a%20tea.JPG')).toEqual({
    path: '/home/brand/a tea.JPG',
    type: 'image/jpeg',
  });
  expect(picture('app://countertop/brand/other.jpg')).toBeUndefined();
  expect(picture('app://countertop/brand/..%2fsettings.json')).toBeUndefined();
  expect(get('app://countertop/brand/a%20tea.JPG')).toBeUndefined();
});

test('while the windows come from a development server, the shop’s pictures do not, and nothing else is taken from it', () => {
  const pictureCalled = (name: string): string | undefined =>
    name === 'logo.png' ? '/home/brand/logo.png' : undefined;
  const picture = (url: string, method = 'GET') => servedPicture({ method, url }, pictureCalled);
  expect(picture('app://countertop/brand/logo.png')).toEqual({
    path: '/home/brand/logo.png',
    type: 'image/png',
  });
  expect(picture('app://countertop/brand/logo.png', 'POST')).toBeUndefined();
  expect(picture('app://countertop/brand/other.png')).toBeUndefined();
  expect(picture('app://countertop/customer.html')).toBeUndefined();
});

test('only reading is allowed', () => {
  expect(servedFile(FOLDER, { method: 'POST', url: 'app://countertop/till.html' })).toBeUndefined();
});

test('a kind of file that windows do not use is not served', () => {
  expect(get('app://countertop/till.html.bak')).toBeUndefined();
  expect(get('app://countertop/')).toBeUndefined();
});
