/** What people type and is far too long is refused by the rule of its field, which says so, not by the contract. */
import { expect, test } from 'vitest';
import { calls } from '#contract/calls.ts';
import { settings } from '../renderer/harness/views.ts';

const long = '🙂'.repeat(1_000);
const { saved } = settings();

test.each([
  ['session.firstManager', { name: long, pin: long }],
  ['session.signIn', { id: 'lin', pin: long }],
  ['session.changePin', { present: long, pin: long }],
  ['staff.add', { name: long, role: 'cashier', pin: long }],
  ['staff.change', { id: 'lin', name: long, role: 'cashier', pin: long }],
  ['office.connect', { address: long, code: long }],
  ['setUp.restore', { address: long, code: long }],
  ['settings.save', { ...saved, storeName: long }],
  ['setUp.keep', { step: 'shop', typed: { ...saved, storeName: long }, opensShift: true, restores: false }],
] as const)('%s', (name, input) => {
  expect(calls[name].input.safeParse(input).success).toBe(true);
});
