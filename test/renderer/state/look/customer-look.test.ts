import { expect, test, vi } from 'vitest';
import { usualAppearance } from '#contract';
import { CustomerLook } from '../../../../src-renderer/state/look/customer-look.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const sound = usualAppearance.sounds.customer;
const dark = { theme: 'dark', contrast: 'system', motion: 'none', sound } as const;
const high = {
  theme: 'light',
  contrast: 'high',
  motion: 'system',
  sound: { ...sound, muted: false },
} as const;

test('the customer’s window looks as it was chosen at the till, and follows a change at once', async () => {
  const bridge = openFakeBridge();
  bridge.answer('customer.look', dark);
  const look = new CustomerLook();
  expect(look.view).toMatchObject({ theme: 'system', sound: { muted: true } });
  const stop = look.start(bridge);
  await vi.waitFor(() => expect(look.view).toEqual(dark));
  bridge.push('customer.lookChanged', high);
  expect(look.view).toEqual(high);
  stop();
  expect(bridge.listeners('customer.lookChanged')).toBe(0);
});

test('an answer that comes after a change is older than it', async () => {
  const bridge = openFakeBridge();
  const answer = bridge.hold('customer.look');
  const look = new CustomerLook();
  look.start(bridge);
  bridge.push('customer.lookChanged', high);
  await answer.answer(dark);
  expect(look.view).toEqual(high);
});
