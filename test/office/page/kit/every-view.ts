/** Every screen of the page, how to get there, and what shows that it has opened. */
import type { Page } from 'playwright-core';

export interface View {
  readonly name: string;
  readonly hash: string;
  /** A data-testid on it. */
  readonly shows: string;
  readonly then?: (page: Page) => Promise<void>;
}

const press = (testid: string, shows: string) => async (page: Page) => {
  await page.getByTestId(testid).first().click();
  await page.getByTestId(shows).first().waitFor();
};

const look = async (page: Page): Promise<void> => {
  await page.getByTestId('query').fill('K7M2');
  await press('look', 'found')(page);
};

const cancel = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
};

const VIEWS: readonly View[] = [
  { name: 'now', hash: '#/now', shows: 'now-net' },
  { name: 'now as a table', hash: '#/now', shows: 'now-net', then: press('as-table', 'as-table') },
  { name: 'tills', hash: '#/tills', shows: 'till' },
  { name: 'enrolling', hash: '#/tills', shows: 'till', then: press('enrol', 'enrolling') },
  { name: 'a till', hash: '#/tills/S2', shows: 'till-word' },
  { name: 'revoking', hash: '#/tills/S1', shows: 'revoke', then: press('revoke', 'revoking') },
  { name: 'find', hash: '#/find', shows: 'query', then: look },
  { name: 'a payment', hash: '#/find/S1/K7M2-412', shows: 'story-amount' },
  { name: 'days', hash: '#/days', shows: 'days-net' },
  { name: 'days as a table', hash: '#/days', shows: 'days-net', then: press('as-table', 'as-table') },
  { name: 'people', hash: '#/people', shows: 'person' },
  { name: 'adding a person', hash: '#/people', shows: 'person', then: press('add-person', 'adding') },
  { name: 'changing a role', hash: '#/people', shows: 'person', then: press('change-role', 'new-role') },
  { name: 'audit', hash: '#/audit', shows: 'audit-line' },
  { name: 'more', hash: '#/more', shows: 'gateway' },
  {
    name: 'adding an account',
    hash: '#/more',
    shows: 'gateway',
    then: press('add-gateway', 'adding-gateway'),
  },
  {
    name: 'removing an account',
    hash: '#/more',
    shows: 'gateway',
    then: press('remove-gateway', 'removing-gateway'),
  },
];

/** Shows each of them in turn, without reloading the page. */
export const everyView = async (page: Page, look: (name: string) => Promise<void>): Promise<void> => {
  for (const { name, hash, shows, then } of VIEWS) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.getByTestId(shows).first().waitFor();
    await then?.(page);
    await look(name);
    if ((await page.locator('dialog').count()) > 0) await cancel(page);
  }
};
