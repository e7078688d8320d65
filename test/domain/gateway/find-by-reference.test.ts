import { expect, test } from 'vitest';
import { findByReference } from '#domain/gateway/find-by-reference.ts';

const listed = (id: string, statusId: number, code?: number) => ({
  id,
  reference: 'T1-1',
  statusId,
  reasons: code === undefined ? [] : [{ code, info: '' }],
});

const found = (...all: readonly ReturnType<typeof listed>[]) => findByReference(all, 'T1-1')?.id;

test('of several payments under one reference, the one that took money counts, then one that still may', () => {
  expect(found(listed('1', 4), listed('2', 1), listed('3', 2))).toBe('3');
  expect(found(listed('1', 4), listed('2', 7), listed('3', 5))).toBe('2');
  expect(found(listed('1', 5), listed('2', 99))).toBe('2');
  expect(found(listed('1', 4))).toBe('1');
});

test('a refused duplicate never counts, nor does a payment under another reference', () => {
  expect(found(listed('1', 4, 20))).toBeUndefined();
  expect(found(listed('1', 4, 20), listed('2', 4, 147))).toBe('2');
  expect(findByReference([listed('1', 2)], 'T1-2')).toBeUndefined();
});
