import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
};

test('the same content has one spelling, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [true, null], a: { z: '"ä"', y: 1.5 } })).toBe(
    '{"a":{"y":1.5,"z":"\\"ä\\""},"b":[true,null]}',
  );
  fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(shuffled(value)) === canonicalJson(value)));
});

test('nothing is lost by writing and reading', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('what JSON would silently drop or change is refused', () => {
  for (const value of [undefined, { a: undefined }, [undefined], NaN, Infinity, 1n, () => 1, Symbol('s')]) {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  }
});
