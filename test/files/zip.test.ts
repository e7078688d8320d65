import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zipOf } from '#files/zip.ts';
import { unzip } from './unzip.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

test('whatever is put into an archive comes out of it', () => {
  const files = fc.uniqueArray(
    fc.record({ name: fc.string({ minLength: 1 }), text: fc.string({ unit: 'binary' }) }),
    {
      selector: ({ name }) => name,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(files, (all) => {
      expect(unzip(zipOf(all, NOON))).toEqual(Object.fromEntries(all.map(({ name, text }) => [name, text])));
    }),
  );
});

test.each([-1, 0, Date.UTC(1979, 11, 31), Date.UTC(2108, 0, 1), 8.64e15])(
  'an archive is made at any time that a computer may believe it is: %j',
  (at) => {
    expect(unzip(zipOf([{ name: 'log.txt', text: 'paid' }], at))).toEqual({ 'log.txt': 'paid' });
  },
);

test('a file called __proto__ comes out of an archive, too', () => {
  const archive = zipOf([{ name: '__proto__', text: 'paid' }], NOON);
  expect(Object.entries(unzip(archive))).toEqual([['__proto__', 'paid']]);
});

test('an archive has the bytes that the format prescribes', () => {
  const archive = zipOf([{ name: '收据.txt', text: 'paid' }], NOON);
  // Signature, version 2.0, UTF-8 names, deflated, 12:00:00, 23 Nov 2026, CRC-32 of "paid".
  expect(archive.subarray(0, 18).toString('hex')).toBe('504b03041400000808000060775d38ab8efd');
});
