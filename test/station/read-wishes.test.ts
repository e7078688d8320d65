import { expect, test } from 'vitest';
import { readSetUpWish, readStaffing } from '#station/read-wishes.ts';

test('a till opens with the set-up only where somebody asks for it in the right word', () => {
  expect(readSetUpWish({})).toEqual({ kind: 'usual' });
  expect(readSetUpWish({ COUNTERTOP_SETUP: '' })).toEqual({ kind: 'usual' });
  expect(readSetUpWish({ COUNTERTOP_SETUP: 'ask' })).toEqual({ kind: 'ask' });
  expect(readSetUpWish({ COUNTERTOP_SETUP: 'yes' })).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('COUNTERTOP_SETUP') as string,
  });
});

test('people sign in everywhere only with COUNTERTOP_STAFF=ask', () => {
  expect(readStaffing({})).toEqual({ kind: 'usual' });
  expect(readStaffing({ COUNTERTOP_STAFF: 'ask' })).toEqual({ kind: 'ask' });
  expect(readStaffing({ COUNTERTOP_STAFF: 'yes' })).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('COUNTERTOP_STAFF') as string,
  });
});
