import { expect, test } from 'vitest';
import type { OnScreen } from '../../../../src-renderer/till/help/help-place.ts';
import { helpPlace } from '../../../../src-renderer/till/help/help-place.ts';

const on = (given: Partial<OnScreen>): OnScreen => ({
  screen: 'sale',
  story: false,
  step: 'start',
  problem: null,
  phase: 'none',
  asks: false,
  ...given,
});

test.each([
  ['the keypad', {}, { page: 'keys' }],
  ['the question about the same amount', { asks: true }, { page: 'cashier', entry: 'charge' }],
  ['a running payment', { phase: 'running' }, { page: 'cashier', entry: 'states' }],
  ['an unknown outcome', { phase: 'unknown' }, { page: 'cashier', entry: 'unknown' }],
  ['a payment’s details', { screen: 'history', story: true }, { page: 'cashier', entry: 'refund' }],
  ['the history', { screen: 'history' }, { page: 'cashier', entry: 'find' }],
  ['the day', { screen: 'day' }, { page: 'manager', entry: 'day' }],
  ['the staff', { screen: 'staff' }, { page: 'manager', entry: 'staff' }],
  ['the settings', { screen: 'settings' }, { page: 'installer', entry: null }],
  ['the connection test', { screen: 'set-up', step: 'test' }, { page: 'installer', entry: 'connection' }],
  ['the sign-in', { screen: 'signed-out' }, { page: 'cashier', entry: 'sign-in' }],
] as const)('at %s the help opens at what helps there', (_what, given, place) => {
  expect(helpPlace(on(given))).toEqual(place);
});

test('a problem of the sale comes first', () => {
  const problem = { code: 'gateway-no-answer', details: {} } as const;
  expect(helpPlace(on({ phase: 'unknown', problem }))).toEqual({ page: 'problems', entry: problem.code });
  expect(helpPlace(on({ screen: 'day', problem }))).toEqual({ page: 'manager', entry: 'day' });
});
