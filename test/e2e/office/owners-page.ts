/** The owner at the page, on a computer or a phone. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { DESK, PHONE } from '../../office/page/kit/browser.ts';
import { csvRows } from '../day/journal.ts';
import type { Rows } from '../two-tills/driven-till.ts';

const OWNER = { name: 'Mei', password: 'noodles at the corner' };
const SIZES = { desk: DESK, phone: PHONE } as const;

const pictures = join(import.meta.dirname, '..', '..', '..', 'out', 'office-day');
mkdirSync(pictures, { recursive: true });

export interface OwnersPage {
  readonly page: Page;
  readonly at: (testid: string) => Locator;
  /** Opens the page at this address. */
  readonly go: (screen: string) => Promise<void>;
  /** Net sales as the live view shows them; hundredths. */
  readonly net: () => Promise<number>;
  readonly picture: (name: string) => Promise<void>;
}

const open = async (browser: Browser, url: string, size: keyof typeof SIZES, timezoneId: string) => {
  const context = await browser.newContext({
    locale: 'en',
    reducedMotion: 'reduce',
    viewport: SIZES[size],
    timezoneId,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  await page.goto(url);
  const at = (testid: string): Locator => page.getByTestId(testid).first();
  const owners: OwnersPage = {
    page,
    at,
    go: async (screen) => {
      await page.evaluate((to) => (location.hash = `#/${to}`), screen);
      await page.locator('h1:visible').first().waitFor();
    },
    net: async () => Number(await at('now-net').getAttribute('data-hundredths')),
    picture: async (name) => {
      await page.screenshot({ path: join(pictures, `${name}-${size}.png`) });
    },
  };
  return owners;
};

/** Signs up with the code that the office printed. */
export const makeOwner = async (
  browser: Browser,
  office: { readonly url: string; readonly ownerCode: string },
  timezoneId: string,
): Promise<OwnersPage> => {
  const owner = await open(browser, office.url, 'desk', timezoneId);
  await owner.at('code').fill(office.ownerCode);
  await owner.at('name').fill(OWNER.name);
  await owner.at('password').fill(OWNER.password);
  await owner.picture('00-first');
  await owner.at('enter').click();
  await owner.at('nav-tills').waitFor();
  return owner;
};

export const signInByPhone = async (
  browser: Browser,
  url: string,
  timezoneId: string,
): Promise<OwnersPage> => {
  const owner = await open(browser, url, 'phone', timezoneId);
  await owner.at('name').fill(OWNER.name);
  await owner.at('password').fill(OWNER.password);
  await owner.picture('00-sign-in');
  await owner.at('enter').click();
  await owner.at('now-net').waitFor();
  return owner;
};

/** Makes a code for a till of this name; makes the store unless it exists. */
export const makeCode = async (
  { page, at, go, picture }: OwnersPage,
  store: string,
  till: string,
): Promise<string> => {
  await go('tills');
  await at('enrol').click();
  await at('till-name').waitFor();
  const stores = at('enrol-store');
  const names = await stores.locator('option').allInnerTexts();
  if (names.includes(store)) await stores.selectOption({ label: store });
  else {
    if (names.length > 0) await stores.selectOption({ label: 'New store …' });
    await at('store-name').fill(store);
  }
  await at('till-name').fill(till);
  await at('enrolling-send').click();
  const code = await at('made-code').innerText();
  await picture(`01-code-${till}`);
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  return code;
};

/** Finds a payment by what is on its receipt, and resolves to its story in words. */
export const storyOf = async ({ page, at, go, picture }: OwnersPage, reference: string): Promise<string> => {
  await go('find');
  await at('query').fill(reference.slice(-8));
  await at('look').click();
  await at('found').click();
  await at('story-amount').waitFor();
  await picture('3-story');
  return page.locator('main').innerText();
};

/** How the office describes this till, in a word. */
export const wordOfTill = async ({ page, at, go, picture }: OwnersPage, name: string): Promise<string> => {
  await go('tills');
  await page.getByTestId('till').filter({ hasText: name }).click();
  await at('till-word').waitFor();
  await picture(`3-till-${name}`);
  return at('till-word').innerText();
};

/** The rows of the file that the page saves for the days it shows. */
export const exported = async ({ page, at }: OwnersPage): Promise<Rows> => {
  const saved = page.waitForEvent('download');
  await at('export').click();
  return csvRows(readFileSync(await (await saved).path(), 'utf8'));
};
