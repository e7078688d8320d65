import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referencesUnderOtherLayouts } from '#domain/payment/keyboard-layout.ts';
import {
  isUnderTerminal,
  makeReference,
  makeRefundReference,
  mayBeReference,
  readReference,
  REFERENCE_PATTERN,
} from '#domain/payment/reference.ts';

const mark = { identity: 'Q4ZK7M', opening: 'A3F8' };
const origin = { terminalId: 'T1', mark };
const AT = Date.UTC(2026, 10, 29);
const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2100, 0, 1) });
const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });
const numbers = fc.integer({ min: 1, max: 9_999_999 });
const terminals = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-Za-z]{1,14}$/));
const zeros = new Uint8Array(8);

test('a reference names terminal, day, number, installation and opening, and ends with the part people use', () => {
  const random = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(makeReference(origin, AT, 7, random)).toBe('T1-20261129-000007-Q4ZK7MA3F8-12345678');
  expect(makeRefundReference(origin, AT, 2, random)).toBe('T1-20261129-R00002-Q4ZK7MA3F8-12345678');
});

test('every reference is one that the gateway accepts, whatever the terminal is called', () => {
  fc.assert(
    fc.property(terminals, instants, numbers, bytes, (terminalId, at, number, chance) => {
      const from = { terminalId, mark };
      expect(makeReference(from, at, number, chance)).toMatch(REFERENCE_PATTERN);
      expect(makeRefundReference(from, at, number, chance)).toMatch(REFERENCE_PATTERN);
    }),
  );
});

test('everything a reference says can be read back from it', () => {
  fc.assert(
    fc.property(terminals, instants, numbers, bytes, (terminalId, at, number, chance) => {
      const from = { terminalId, mark };
      const payment = makeReference(from, at, number, chance);
      expect(readReference(payment)).toMatchObject({ of: 'payment', number, mark });
      expect(readReference(makeRefundReference(from, at, number, chance))).toMatchObject({
        of: 'refund',
        number,
        mark,
      });
      expect(isUnderTerminal(payment, terminalId)).toBe(true);
    }),
  );
});

test('a reference of version 0.1 is read as before, and has no installation', () => {
  expect(readReference('T7-20261128-000012-Y11R5W2F')).toEqual({
    terminal: 'T7',
    of: 'payment',
    number: 12,
    mark: null,
  });
  expect(isUnderTerminal('HAUPTBAHNHOF-20261128-000012-Y11R5W2F', 'HAUPTBAHNHOF-1')).toBe(true);
  for (const other of ['', 'WOO_1', 'T1-20261128', 'T1-20261128-000001-SHORT'])
    expect(readReference(other)).toBeUndefined();
});

test('two payments of one till never share a reference, even with the same random bytes', () => {
  fc.assert(
    fc.property(instants, numbers, numbers, bytes, (at, one, other, chance) => {
      fc.pre(one !== other);
      expect(makeReference(origin, at, one, chance)).not.toBe(makeReference(origin, at, other, chance));
    }),
  );
});

test('two copies of one till never share a reference, even with the same number and random bytes', () => {
  const copy = { terminalId: 'T1', mark: { ...mark, opening: 'B777' } };
  expect(makeReference(origin, AT, 7, zeros)).not.toBe(makeReference(copy, AT, 7, zeros));
});

describe('terminals that are called alike stay apart:', () => {
  test.each([
    ['ids alike in their first twelve characters', 'HAUPTBAHNHOF-1', 'HAUPTBAHNHOF-2'],
    ['ids without a Latin letter or a digit', '一号店', '二号店'],
    ['ids that differ only in punctuation', 'T-1', 'T1'],
    ['ids that differ only in what is not Latin', 'Kasse Ä', 'Kasse Ö'],
    ['ids that differ only in capitals', 't1', 'T1'],
    [
      'an id and one that spells its check',
      'T-1',
      `T1${makeReference({ terminalId: 'T-1', mark }, AT, 1, zeros).slice(3, 7)}`,
    ],
  ])('%s', (_kind, one, other) => {
    const made = makeReference({ terminalId: one, mark }, AT, 1, zeros);
    expect(isUnderTerminal(made, one)).toBe(true);
    expect(isUnderTerminal(made, other)).toBe(false);
  });

  test('a plain id and a longer one', () => {
    expect(isUnderTerminal(makeReference({ terminalId: 'T12', mark }, AT, 1, zeros), 'T1')).toBe(false);
  });
});

test('a receipt’s code is never mistaken for a product’s barcode, which has only digits', () => {
  fc.assert(
    fc.property(terminals, instants, numbers, bytes, (terminalId, at, number, chance) => {
      const from = { terminalId, mark };
      expect(mayBeReference(makeReference(from, at, number, chance))).toBe(true);
      expect(mayBeReference(makeRefundReference(from, at, number, chance))).toBe(true);
    }),
  );
  fc.assert(fc.property(fc.stringMatching(/^\d{8,50}$/), (goods) => !mayBeReference(goods)));
  for (const other of ['https://shop.example/1', '3 for 2, no 17', ''])
    expect(mayBeReference(other)).toBe(false);
});

test('a receipt’s code is recognised even if a scanner types it on a German keyboard layout', () => {
  const typed = makeReference(origin, AT, 7, zeros).toLowerCase().replaceAll('-', 'ß').replaceAll('z', 'y');
  expect(referencesUnderOtherLayouts(typed)).toContain(makeReference(origin, AT, 7, zeros));
});
