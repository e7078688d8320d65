import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonFile } from '#files/json-file.ts';
import { temporaryFolder } from '../sqlite/kit/new-journal.ts';

const newFile = (indent?: number) =>
  jsonFile(join(temporaryFolder(), 'shop', 'count.json'), z.strictObject({ count: z.int() }), indent);

test('a value is read back as it was written, from a file that only its owner can read', () => {
  const file = newFile();
  expect(file.exists()).toBe(false);
  expect(file.read()).toEqual({ state: 'missing' });
  file.write({ count: 1 });
  file.write({ count: 2 });
  expect(file.read()).toEqual({ state: 'read', value: { count: 2 } });
  expect(readFileSync(file.path, 'utf8')).toBe('{"count":2}\n');
  expect(statSync(file.path).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  expect(readdirSync(dirname(file.path))).toEqual(['count.json']);
});

test('a file for people has its lines', () => {
  const file = newFile(2);
  file.write({ count: 3 });
  expect(readFileSync(file.path, 'utf8')).toBe('{\n  "count": 3\n}\n');
});

test.each(['', '{"count":', '{"count":"two"}', '{"count":1,"more":2}', 'null'])(
  'a file that says %j is damaged, not missing',
  (text) => {
    const file = newFile();
    file.write({ count: 1 });
    writeFileSync(file.path, text);
    expect(file.read()).toEqual({ state: 'damaged', error: expect.any(Error) as unknown });
  },
);

test('a file that Notepad or PowerShell wrote is read as any other', () => {
  const file = newFile();
  file.write({ count: 1 });
  writeFileSync(file.path, '\uFEFF{ "count": 2 }\r\n');
  expect(file.read()).toEqual({ state: 'read', value: { count: 2 } });
});

test('a folder in its place counts as damaged, too', () => {
  const file = newFile();
  mkdirSync(file.path, { recursive: true });
  expect(file.read()).toMatchObject({ state: 'damaged' });
});
