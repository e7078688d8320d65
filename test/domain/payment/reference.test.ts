import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  makeReference,
  makeRefundReference,
  mayBeReference,
  REFERENCE_PATTERN,
} from '#domain/payment/reference.ts';

const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2100, 0, 1) });
const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });
const numbers = fc.integer({ min: 1, max: 99_999_999 });

test('every reference is one the gateway accepts, whatever the terminal is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), instants, numbers, bytes, (terminalId, at, number, chance) => {
      expect(makeReference(terminalId, at, number, chance)).toMatch(REFERENCE_PATTERN);
    }),
  );
});

test('two payments of one station never share a reference, even with the same random bytes', () => {
  fc.assert(
    fc.property(instants, numbers, numbers, bytes, (at, one, other, chance) => {
      fc.pre(one !== other);
      expect(makeReference('T1', at, one, chance)).not.toBe(makeReference('T1', at, other, chance));
    }),
  );
});

test('two stations with the same terminal ID and count differ by their random bytes', () => {
  const at = Date.UTC(2026, 10, 23);
  const [one, other] = [new Uint8Array(8).fill(1), new Uint8Array(8).fill(2)];
  expect(makeReference('T1', at, 7, one)).not.toBe(makeReference('T1', at, 7, other));
});

test('a receipt’s code is never mistaken for a product’s barcode, which is only digits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), instants, numbers, bytes, (terminalId, at, number, chance) => {
      expect(mayBeReference(makeReference(terminalId, at, number, chance))).toBe(true);
      expect(mayBeReference(makeRefundReference(terminalId, at, number, chance))).toBe(true);
    }),
  );
  fc.assert(fc.property(fc.stringMatching(/^\d{8,50}$/), (goods) => !mayBeReference(goods)));
  for (const other of ['https://shop.example/1', '3 for 2, no 17', ''])
    expect(mayBeReference(other)).toBe(false);
});
