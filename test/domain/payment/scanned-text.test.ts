import { expect, test } from 'vitest';
import { hasReference, readingsOf } from '#domain/payment/scanned-text.ts';

test('the shop’s own number is found after the scanner’s prefix for the kind of code', () => {
  expect(readingsOf(']C1TABLE-0007')).toEqual([']C1TABLE-0007', 'TABLE-0007']);
});

test.each(['Table 7', '4006381333931', '20261123-000001', 'T1-20261123-000001'])(
  '%s is searched for as it is',
  (text) => {
    expect(readingsOf(text)).toEqual([text]);
    expect(hasReference(text)).toBe(false);
  },
);
