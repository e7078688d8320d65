/** The page shown rubbish: in its address, from a till that claims anything, and in names of any length. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, openBrowser, PHONE } from './kit/browser.ts';
import type { FakeOffice } from './kit/fake-office.ts';
import { nowView } from './kit/made-up-now.ts';
import { openPage } from './kit/page-on-office.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const asOwner = (office: FakeOffice): void => office.signIn('owner');

test.each(['#/%E0%A4%A', '#/nothing', '#/now/%'])(
  'an address that is none, such as %s, shows the first screen',
  async (hash) => {
    const { page, faults, close } = await openPage(browser, hash, asOwner, { viewport: DESK });
    await page.getByTestId('now-net').waitFor();
    expect(faults).toEqual([]);
    await close();
  },
);

test.each([
  ['phone', PHONE],
  ['desk', DESK],
] as const)('a till or payment that is not there is said to be gone, on a %s', async (_name, viewport) => {
  const { page, faults, close } = await openPage(browser, '#/tills/NONE', asOwner, { viewport });
  const gone = page.getByText('The office no longer has this.').filter({ visible: true });
  await gone.waitFor();
  expect(await page.getByText('Choose a till').filter({ visible: true }).count()).toBe(0);
  await page.evaluate(() => (location.hash = '#/find/S1/%ff'));
  await gone.waitFor();
  await page.evaluate(() => (location.hash = '#/find'));
  await page.getByTestId('query').waitFor();
  await expect.poll(() => gone.count()).toBe(0);
  expect(faults).toEqual([]);
  await close();
});

test('currencies and times that there are not keep nothing else from being shown', async () => {
  const never = 9_000_000_000_000_000;
  const { page, office, faults, close } = await openPage(
    browser,
    '#/now',
    (one) => {
      one.signIn('owner');
      const good = nowView(one.at);
      one.say((store) => {
        const now = good(store);
        const [first] = now.whole.takings;
        return {
          ...now,
          whole: { ...now.whole, takings: [{ ...first!, currency: '\0€' }, first!] },
          stores: now.stores.map((line) => ({
            ...line,
            takings: [{ currency: 'yen', net: 5, netByNow: 0 }, ...line.takings],
          })),
          alerts: now.alerts.map((alert) => ({ ...alert, since: never })),
        };
      });
      one.tills = one.tills.map((till) => ({
        ...till,
        heardAt: never,
        state: till.state && { ...till.state, openSince: never },
      }));
    },
    { viewport: DESK },
  );
  await page.getByTestId('now-net').waitFor();
  const stores = await page.getByTestId('stores').innerText();
  expect(stores).toContain('yen');
  expect(stores).toContain('Harbour Kiosk');
  expect(await page.getByTestId('alerts').innerText()).toContain('–');
  await page.evaluate(() => (location.hash = '#/tills/S1'));
  await page.getByTestId('till-word').waitFor();
  expect(office.tills).toHaveLength(4);
  expect(faults).toEqual([]);
  await close();
});

test('a name of any length stays within what asks about it', async () => {
  const { page, close } = await openPage(
    browser,
    '#/tills/S1',
    (office) => {
      office.signIn('owner');
      office.tills = office.tills.map((till) => ({
        ...till,
        name: 'Donaudampfschifffahrtsgesellschaft'.repeat(2),
      }));
    },
    { viewport: PHONE },
  );
  await page.getByTestId('revoke').click();
  const question = page.getByTestId('revoking');
  await question.waitFor();
  expect(await question.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
  await close();
});
