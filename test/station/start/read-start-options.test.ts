import { expect, test } from 'vitest';
import { readSetUpOption, readStaffOption } from '#station/start/read-start-options.ts';

test('a till opens with the set-up only where somebody asks for it in the right word', () => {
  expect(readSetUpOption({})).toEqual({ kind: 'usual' });
  expect(readSetUpOption({ COUNTERTOP_SETUP: '' })).toEqual({ kind: 'usual' });
  expect(readSetUpOption({ COUNTERTOP_SETUP: 'ask' })).toEqual({ kind: 'ask' });
  expect(readSetUpOption({ COUNTERTOP_SETUP: 'yes' })).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('COUNTERTOP_SETUP') as string,
  });
});

test('people sign in everywhere only with COUNTERTOP_STAFF=ask', () => {
  expect(readStaffOption({})).toEqual({ kind: 'usual' });
  expect(readStaffOption({ COUNTERTOP_STAFF: 'ask' })).toEqual({ kind: 'ask' });
  expect(readStaffOption({ COUNTERTOP_STAFF: 'yes' })).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('COUNTERTOP_STAFF') as string,
  });
});
