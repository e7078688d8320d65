import { expect, test } from 'vitest';
import { licenseText } from '../../scripts/dist/bundled/license-text.mjs';

const hono = { name: 'hono', version: '4.13.19', identifier: 'MIT', text: 'Copyright (c) Hono\n' };
const zod = { name: 'zod', version: '4.6.7', identifier: 'MIT', text: 'Copyright (c) Zod' };

test('every package is listed once, by name, and its license follows', () => {
  const text = licenseText([zod, hono, zod]);
  expect(text).toContain('  hono 4.13.19 (MIT)\n  zod 4.6.7 (MIT)\n\n');
  expect(text.match(/Copyright \(c\) Zod/g)).toHaveLength(1);
  expect(text).toContain('SQLite');
});

test('a package without a license stops the build', () => {
  expect(() => licenseText([{ name: 'unknown', version: '1.0.0' }])).toThrow(/unknown 1.0.0/);
});

test('every license has its text: the MIT text for an MIT package without a file, its own for any other', () => {
  const bare = { name: 'bare', version: '1.0.0', identifier: 'MIT' };
  expect(licenseText([bare])).toMatch(/the authors of bare[^]+Permission is hereby granted[^]+AS IS/);
  expect(() => licenseText([{ ...bare, identifier: 'ISC' }])).toThrow(/bare comes without/);
});
