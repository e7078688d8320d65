/** What the till says of a payment while the customer has no display. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DisplayView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, payment, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const withDisplay = (width: number): DisplayView => ({
  fault: null,
  own: { width, height: 800 },
  code: 0,
  kiosk: 'off',
});
const MISSING: DisplayView = { fault: 'missing', own: null, code: 0, kiosk: 'off' };
const field = (): Promise<string> => shown.page.locator('.field .main').innerText();

test('the customer is never sent to a display that is missing, but to the till, until it is back', async () => {
  const current = payment({ state: 'open', code: 'https://pay.example/1' });
  await shown.open({ till: till({ current }), history: [current] });
  await shown.push('display.changed', withDisplay(1280));
  expect(await field()).toContain('scans the code on their display');
  await shown.push('display.changed', MISSING);
  await at('display-missing').waitFor();
  expect(await field()).toContain('scans the code here on the till');
  expect(await field()).not.toContain('on their display');
  await shown.push('display.changed', withDisplay(1280));
  await at('display-found').waitFor();
  expect(await field()).toContain('scans the code on their display');
});

test('what a display did before it went missing is no longer told', async () => {
  await shown.open();
  await shown.push('display.changed', withDisplay(1280));
  await shown.push('display.changed', withDisplay(800));
  await at('display-resized').waitFor();
  await shown.push('display.changed', MISSING);
  await at('display-missing').waitFor();
  expect(await at('display-resized').count()).toBe(0);
});

test.each([
  ['en', /the till\. Plug the display/],
  ['zh-CN', /。重新接上/],
] as const)('in %s its sentences are parted as people there write them', async (language, parted) => {
  await shown.open();
  await shown.push('appearance.changed', appearance({ language }));
  await shown.push('display.changed', MISSING);
  await expect.poll(() => at('display-lost').locator('p').textContent()).toMatch(parted);
});
