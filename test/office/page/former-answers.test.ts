/** An answer stays on the screen only as the answer to what was asked, and nothing looks done that the office refused. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, openBrowser } from './kit/browser.ts';
import { openPage } from './kit/page-on-office.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const opened = (hash: string) =>
  openPage(browser, hash, (office) => office.signIn('owner'), { viewport: DESK });

test('the takings of a week do not stand under the dates of four while the office does not answer', async () => {
  const { page, office, close } = await opened('#/days');
  await page.getByTestId('days-net').waitFor();
  office.cut();
  await page.getByRole('button', { name: '28 days' }).click();
  await page.getByTestId('failure').first().waitFor();
  expect(await page.getByTestId('days-net').count()).toBe(0);
  expect(await page.getByTestId('day-line').count()).toBe(0);
  await close();
});

test('the same days stay while the office does not answer', async () => {
  const { page, office, close } = await opened('#/days');
  await page.getByTestId('days-net').waitFor();
  office.cut();
  await page.getByRole('button', { name: '7 days' }).click();
  await page.getByTestId('export').click();
  await page.getByTestId('failure').first().waitFor();
  expect(await page.getByTestId('days-net').count()).toBe(1);
  await close();
});

test('what the page reads again by itself says so, and what somebody opens does not', async () => {
  const { page, office, close } = await opened('#/tills');
  await page.getByTestId('till').first().waitFor();
  const again = page.waitForRequest((request) => request.headers()['x-unattended'] !== undefined);
  office.say(office.now);
  expect(new URL((await again).url()).pathname).toBe('/api/tills');
  const asked = page.waitForRequest((request) => /api\/tills\/S/.test(request.url()));
  await page.getByTestId('till').first().click();
  expect((await asked).headers()).not.toHaveProperty('x-unattended');
  await close();
});

test('somebody whose sign-out the office refuses is told so, and is still signed in', async () => {
  const { page, close } = await opened('#/more');
  await page.route('**/api/sign-out', (route) => route.fulfill({ status: 429, json: { why: 'tooMany' } }));
  await page.getByTestId('sign-out').click();
  await expect.poll(() => page.getByTestId('failure').innerText()).toContain('Too many requests');
  expect(await page.getByTestId('sign-out').count()).toBe(1);
  await close();
});
