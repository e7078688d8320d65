/** The page in a browser, at an office that the test controls. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { FakeOffice } from './fake-office.ts';

export interface Opened {
  readonly page: Page;
  readonly office: FakeOffice;
  /** Unexpected errors in the page: an exception, or something the policy forbids. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

type Prepare = (office: FakeOffice) => void;

/** Opens it at `#/…`. */
export const openPage = async (
  browser: Browser,
  hash: string,
  prepare: Prepare,
  options: BrowserContextOptions = {},
): Promise<Opened> => {
  const office = await new FakeOffice(Date.now()).open();
  prepare(office);
  const context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text());
  });
  await page.goto(`${office.address}/${hash}`);
  const close = async (): Promise<void> => {
    await context.close();
    await office.close();
  };
  return { page, office, faults, close };
};
