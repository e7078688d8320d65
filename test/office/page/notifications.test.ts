/**
 * The gateway's accounts on the owner's page: what to type into the dashboard, and whose notifications are
 * accepted.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './kit/browser.ts';
import { openPage } from './kit/page-on-office.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const rows = (page: Page): Promise<string[]> => page.getByTestId('gateway').allInnerTexts();

test('the owner copies the address, adds an account without losing input to a refusal, and removes one after a question', async () => {
  const { page, office, faults, close } = await openPage(browser, '#/more', (one) => one.signIn('owner'), {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByTestId('copy-address').click();
  await expect.poll(() => page.getByTestId('address-copied').innerText()).toBe('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${office.address}/globalpay/notifications`,
  );
  await expect.poll(() => rows(page)).toHaveLength(2);

  await page.getByTestId('add-gateway').click();
  await page.getByTestId('site-id').fill('30203');
  await page.getByTestId('gateway-store').selectOption('B');
  expect(await page.getByTestId('api-key').getAttribute('type')).toBe('password');
  await page.getByTestId('api-key').fill('too long '.repeat(40));
  await page.getByTestId('adding-gateway-send').click();
  await expect.poll(() => page.getByTestId('failure').innerText()).toContain('Check what you typed');
  expect(await page.getByTestId('site-id').inputValue()).toBe('30203');
  expect(await page.getByTestId('api-key').inputValue()).toHaveLength(360);
  expect(await page.getByTestId('gateway-store').inputValue()).toBe('B');
  await page.getByTestId('api-key').fill('made-up-key-of-nobody');
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(page)).toHaveLength(3);
  expect((await rows(page)).at(-1)).toMatch(/SiteID 30203\s+Harbour Kiosk · no notification yet/);

  await page.getByTestId('remove-gateway').first().click();
  await page.keyboard.press('Escape');
  await page.getByTestId('removing-gateway').waitFor({ state: 'detached' });
  expect(office.gateways).toHaveLength(3);
  await page.getByTestId('remove-gateway').first().click();
  await page.getByTestId('removing-gateway-send').click();
  await expect.poll(() => rows(page)).toHaveLength(2);
  expect(office.posted.at(-1)?.path).toBe('/api/gateways/G1/remove');
  expect(faults).toEqual([]);
  await close();
});

test('only the owner sees the accounts', async () => {
  const { page, close } = await openPage(browser, '#/more', (office) => office.signIn('manager'));
  await page.getByTestId('sign-out').waitFor();
  expect(await page.getByTestId('add-gateway').count()).toBe(0);
  await close();
});
