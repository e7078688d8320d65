/** The page of a chain: it shows what the office sends about many stores and tills, and keeps up with it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, openBrowser } from './kit/browser.ts';
import type { FakeOffice } from './kit/fake-office.ts';
import { nowView } from './kit/made-up-now.ts';
import type { Opened } from './kit/page-on-office.ts';
import { openPage } from './kit/page-on-office.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const by = (page: Page, testid: string) => page.getByTestId(testid).first();

const at = async (
  hash: string,
  prepare: (office: FakeOffice) => void,
  run: (opened: Opened) => Promise<void>,
) => {
  const opened = await openPage(
    browser,
    hash,
    (office) => {
      office.signIn('owner');
      prepare(office);
    },
    { viewport: DESK },
  );
  await run(opened);
  expect(opened.faults).toEqual([]);
  await opened.close();
};

/** Fifty stores of which the first takes `net`. */
const chain =
  (net: number) =>
  (office: FakeOffice): void => {
    const all = nowView(office.at);
    office.say((store) => {
      const now = all('');
      const stores = Array.from({ length: 50 }, (_, n) => ({
        ...now.stores[0]!,
        store: `N${n}`,
        name: `Store ${n}`,
        takings: [{ currency: 'CNY', net: n === 0 ? net : 100, netByNow: 100 }],
      }));
      return { ...all(store), stores, storeCount: stores.length, alertCount: 60 };
    });
  };

const rowsOf = (page: Page) => page.getByTestId('stores').locator('tbody tr');

test('of fifty stores, those come first that the office puts first; others appear on request', async () => {
  await at('#/now', chain(500), async ({ page, office }) => {
    await expect.poll(() => rowsOf(page).count()).toBe(20);
    await expect.poll(() => rowsOf(page).first().innerText()).toContain('¥5.00');
    await by(page, 'more').click();
    await expect.poll(() => rowsOf(page).count()).toBe(40);
    // These stay live.
    chain(700)(office);
    await expect.poll(() => rowsOf(page).first().innerText()).toContain('¥7.00');
    expect(await rowsOf(page).count()).toBe(40);
  });
});

test('the office searches the stores by name, and the page says if none matches', async () => {
  await at('#/now', chain(500), async ({ page }) => {
    await by(page, 'find-store').fill('Store 4');
    await expect.poll(() => rowsOf(page).count()).toBe(11);
    await by(page, 'find-store').fill('Nowhere');
    await expect.poll(() => by(page, 'stores').innerText()).toContain('No name contains “Nowhere”.');
    expect(await by(page, 'now-net').isVisible()).toBe(true);
  });
});

test('if there are more alerts than are sent, the page says how many', async () => {
  await at('#/now', chain(500), async ({ page }) => {
    await page.getByText('57 more').click();
    await page.getByText('The 4 most serious of 60 are shown.').waitFor();
  });
});

test('days follow what the office says, and show how old they are', async () => {
  await at(
    '#/days',
    () => undefined,
    async ({ page, office }) => {
      await page.getByText('Still open').waitFor();
      expect(await by(page, 'as-of').innerText()).toMatch(/^As of \d\d:\d\d:\d\d$/);
      await page.clock.install();
      const [open, ...others] = office.days.lines;
      office.days = { ...office.days, lines: [{ ...open!, standing: 'made', z: 213 }, ...others] };
      office.say(nowView(office.at, 1));
      await page.clock.runFor(11_000);
      await page.getByText('Z 213').waitFor();
    },
  );
});

test('if there are more days than are sent, the page says so, and a lost network promises no figures', async () => {
  const many = (office: FakeOffice): void => {
    office.days = { ...office.days, count: 70_000 };
  };
  await at('#/days', many, async ({ page, office }) => {
    await page.getByText('4 of 70,000 Zs').waitFor();
    await by(page, 'nav-find').click();
    office.cut();
    await by(page, 'lost').waitFor();
    await by(page, 'nav-days').click();
    await page.getByText('There are no figures yet.').waitFor();
  });
});

test('a till opens by its address, listed or not', async () => {
  const hidden = (office: FakeOffice): void => {
    office.listed = 1;
  };
  await at('#/tills/S3', hidden, async ({ page, office }) => {
    await expect.poll(() => by(page, 'till-word').innerText()).toBe('Silent');
    expect(await page.getByTestId('till').count()).toBe(1);
    await page.clock.install();
    office.tills = office.tills.map((till) => ({ ...till, heardAt: Date.now(), standing: 'enrolled' }));
    office.say(nowView(office.at, 1));
    await page.clock.runFor(6_000);
    await expect.poll(() => by(page, 'till-word').innerText()).toBe('In order');
  });
});

test('if an account of the gateway already exists, the page says so and keeps the input', async () => {
  await at(
    '#/more',
    () => undefined,
    async ({ page }) => {
      await by(page, 'add-gateway').click();
      await by(page, 'site-id').fill('30202');
      await by(page, 'api-key').fill('made-up-key-of-nobody');
      await by(page, 'gateway-store').selectOption('A');
      await by(page, 'adding-gateway-send').click();
      await expect
        .poll(() => by(page, 'failure').innerText())
        .toContain('This store already has this SiteID');
      expect(await by(page, 'api-key').inputValue()).toBe('made-up-key-of-nobody');
    },
  );
});
