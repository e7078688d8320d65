import { expect, test } from 'vitest';
import { rateLimit } from '../../../src-office/doors/rate-limit.ts';
import { handOutside } from '../../support/office/tills.ts';

const strangers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);

test('an address that goes on asking stays limited, however many others ask', () => {
  const limit = rateLimit(handOutside(), 1);
  limit.take('192.0.2.1');
  for (const [n, stranger] of strangers(25_000).entries()) {
    expect(limit.take(stranger)).toBe(0);
    if (n % 5_000 === 0) expect(limit.take('192.0.2.1')).toBe(60_000);
  }
  expect(limit.take('192.0.2.1')).toBe(60_000);
});

test('of very many addresses, only those that asked longest ago are forgotten', () => {
  const limit = rateLimit(handOutside(), 1);
  const all = strangers(10_001);
  for (const stranger of all) limit.take(stranger);
  expect(limit.take(all[1]!)).toBe(60_000);
  expect(limit.take(all[0]!)).toBe(0);
});

test('whoever is charged more than is left waits until all of it is there again', () => {
  const outside = handOutside();
  const limit = rateLimit(outside, 60);
  expect(limit.take('a')).toBe(0);
  limit.charge('a', 89);
  expect(limit.take('a')).toBe(31_000);
  outside.pass(31_000);
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 1_000]);
  expect(limit.take('b')).toBe(0);
});
