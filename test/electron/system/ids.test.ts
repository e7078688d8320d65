import { expect, test } from 'vitest';
import { systemIds } from '#electron/system/ids.ts';

test('every request gets its own ID', () => {
  const names = new Set(Array.from({ length: 1000 }, () => systemIds.requestId()));
  expect(names.size).toBe(1000);
});

test('there are as many random bytes as requested, never the same', () => {
  expect(systemIds.bytes(16)).toHaveLength(16);
  expect(systemIds.bytes(16)).not.toEqual(systemIds.bytes(16));
});

test('random numbers cover the range from 0 up to but not including 1', () => {
  const tenths = new Set<number>();
  for (let n = 0; n < 1000; n += 1) tenths.add(Math.floor(systemIds.random() * 10));
  expect([...tenths].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
