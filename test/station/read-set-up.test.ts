import { expect, test } from 'vitest';
import { readSetUpWish } from '#station/read-set-up.ts';

test('a till opens with the set-up only where somebody asks for it in the right word', () => {
  expect(readSetUpWish({})).toEqual({ kind: 'usual' });
  expect(readSetUpWish({ COUNTERTOP_SETUP: '' })).toEqual({ kind: 'usual' });
  expect(readSetUpWish({ COUNTERTOP_SETUP: 'ask' })).toEqual({ kind: 'ask' });
  expect(readSetUpWish({ COUNTERTOP_SETUP: 'yes' })).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('COUNTERTOP_SETUP') as string,
  });
});
