/** A browser whose clock does not show what the office's does. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, openBrowser } from './kit/browser.ts';
import { openPage } from './kit/page-on-office.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a page whose clock is ten minutes ahead calls silent only what is', async () => {
  const signIn = (office: { signIn: (role: 'owner') => void }): void => office.signIn('owner');
  const { page, close } = await openPage(browser, '#/tills', signIn, { viewport: DESK });
  await page.clock.install({ time: Date.now() + 10 * 60_000 });
  await page.reload();
  const silent = page.getByTestId('till').filter({ hasText: 'Silent' });
  await page.getByTestId('till').first().waitFor();
  await expect.poll(() => silent.allTextContents()).toHaveLength(1);
  expect((await silent.allTextContents())[0]).toContain('Kiosk');
  await close();
});
