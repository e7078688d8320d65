import { afterAll, beforeAll, expect, test } from 'vitest';
import { textsBelow } from '../harness/axe.ts';
import { hearNotes, notesOf } from '../harness/notes.ts';
import type { CustomerWindow } from './customer-window.ts';
import { openCustomerWindow } from './customer-window.ts';
import { customer, SALE_STATES, stated } from './views.ts';

let window: CustomerWindow;
beforeAll(async () => {
  window = await openCustomerWindow();
  await window.size(1280, 800);
  await window.open(customer());
});
afterAll(async () => window.close());

test.each([
  ['light', 'usual'],
  ['dark', 'usual'],
  ['light', 'high'],
  ['dark', 'high'],
] as const)(
  'every text on the customer’s display has 7:1, in %s colours and %s contrast',
  async (theme, contrast) => {
    await window.look({ theme, contrast, motion: 'none' });
    await window.page.locator(`html[data-theme="${theme}"][data-contrast="${contrast}"]`).waitFor();
    for (const state of ['idle', ...SALE_STATES] as const) {
      await window.push(customer({ state, environment: 'training' }));
      await window.page.locator(`main[data-state="${stated(state)}"]`).waitFor({ state: 'attached' });
      expect(await textsBelow(window.page, 7), state).toEqual([]);
    }
  },
);

test('nothing on the customer’s display moves once motion is off', async () => {
  await window.page.emulateMedia({ reducedMotion: 'no-preference' });
  const moving = () =>
    window.page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length);
  await window.look({ theme: 'light', contrast: 'usual', motion: 'system' });
  await window.push(customer());
  await expect.poll(moving).toBeGreaterThan(0);
  await window.look({ theme: 'light', contrast: 'usual', motion: 'none' });
  await expect.poll(moving).toBe(0);
});

test('the customer hears how a payment ended only once the shop has turned the display’s sound on', async () => {
  const usual = { theme: 'light', contrast: 'usual', motion: 'none' } as const;
  const notes = await hearNotes(window.page);
  const pay = async (): Promise<readonly number[]> => {
    for (const state of ['open', 'paid'] as const) {
      await window.push(customer({ state }));
      await window.page.locator(`main[data-state="${state}"]`).waitFor({ state: 'attached' });
    }
    return notes();
  };
  await window.look(usual);
  expect(await pay()).toEqual([]);
  await window.look({ ...usual, sound: { muted: false, volume: 50, speaker: '' } });
  expect(await pay()).toEqual(notesOf('paid'));
});
