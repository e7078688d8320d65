/** An answer stays on the screen only as the answer to what was asked, and nothing looks done that the office refused. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, openBrowser } from './kit/browser.ts';
import type { Whole } from '../../../src-office/views/now-views.ts';
import { nowView } from './kit/made-up-now.ts';
import { foundViews } from './kit/made-up-shops.ts';
import type { FakeOffice } from './kit/fake-office.ts';
import { PASSWORD } from './kit/fake-office.ts';
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

test('older payments that come after somebody looked for something else do not stand among what was found then', async () => {
  const { page, office, close } = await opened('#/find');
  const [one] = foundViews(office.at);
  const found = (name: string) =>
    Array.from({ length: 50 }, (_, index) => ({
      ...one!,
      reference: `${name}-${index}`,
      startedAt: 99 - index,
    }));
  let answerOlder = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => (answerOlder = resolve));
  await page.route('**/api/find?*', async (route) => {
    const { searchParams } = new URL(route.request().url());
    const isOlder = searchParams.has('before');
    if (isOlder) await isAsked;
    await route.fulfill({ json: found(isOlder ? 'OLD' : searchParams.get('q')!) });
  });
  const look = async (text: string): Promise<void> => {
    await page.getByTestId('query').fill(text);
    await page.getByTestId('look').click();
    await page.locator(`[href*="${text}-0"]`).waitFor();
  };
  await look('ONE');
  await page.getByRole('button', { name: 'Show older' }).click();
  await look('TWO');
  const late = page.waitForResponse((response) => response.url().includes('before'));
  answerOlder();
  await (await late).finished();
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(shown)));
  expect(await page.getByTestId('found').count()).toBe(50);
  await close();
});

test('a store that somebody else has added, and its tills, come onto an open page', async () => {
  const { page, office, faults, close } = await opened('#/tills');
  await page.clock.install();
  await page.reload();
  await page.getByTestId('till').first().waitFor();
  office.stores.push({ store: 'MILL', name: 'Old mill', environment: 'live' });
  office.tills.push({ ...office.tills[0]!, station: 'M1', name: 'At the mill', store: 'MILL' });
  const { streamsOpened } = office;
  await page.clock.runFor(61_000);
  await page.getByRole('heading', { name: 'Old mill' }).waitFor();
  office.say(office.now);
  await page.clock.runFor(61_000);
  // Nothing new: the live view goes on as it is.
  expect(office.streamsOpened - streamsOpened).toBeLessThanOrEqual(1);
  expect(faults).toEqual([]);
  await close();
});

test('the days end with the business date of the stores, not with that of the browser', async () => {
  const { page, office, close } = await opened('#/days');
  const { now } = office;
  const on = (date: string) => (store: string) => {
    const shown = now(store);
    return { ...shown, whole: { ...shown.whole, date } };
  };
  office.say(on('2031-03-01'));
  await expect.poll(() => page.getByTestId('to').inputValue()).toBe('2031-03-01');
  expect(await page.getByTestId('from').inputValue()).toBe('2031-02-23');
  await page.getByRole('button', { name: '28 days' }).click();
  expect(await page.getByTestId('from').inputValue()).toBe('2031-02-02');
  office.say(on('2031-03-02'));
  await expect.poll(() => page.getByTestId('from').inputValue()).toBe('2031-02-03');
  await close();
});

test('a page that is open while the office is updated says so, and keeps an alert that it does not know', async () => {
  const { page, office, faults, close } = await opened('#/now');
  await page.getByTestId('alerts').waitFor();
  const { now } = office;
  const [alert] = now('').alerts;
  const newer = { ...alert!, kind: 'newer' as 'silent' };
  office.version = '1.1.0';
  office.cut();
  await page.getByTestId('lost').waitFor();
  office.restore();
  office.say((store) => ({ ...now(store), alerts: [newer] }));
  await page.getByTestId('outdated').waitFor();
  await page.getByText('alert.newer').waitFor();
  await page.getByRole('button', { name: 'Load again' }).click();
  await page.getByTestId('alerts').waitFor();
  expect(await page.getByTestId('outdated').count()).toBe(0);
  expect(faults).toEqual([]);
  await close();
});

test('whoever signs in after somebody else does not see what that person was shown', async () => {
  const { page, office, close } = await opened('#/now');
  await page.getByTestId('now-net').waitFor();
  await page.getByTestId('nav-more').click();
  await page.getByTestId('sign-out').click();
  // The manager's own figures are on their way.
  office.isMute = true;
  await page.getByTestId('name').fill('Ada');
  await page.getByTestId('password').fill(PASSWORD);
  await page.getByTestId('enter').click();
  await page.getByTestId('nav-now').click();
  await page.getByTestId('enter').waitFor({ state: 'detached' });
  expect(await page.getByTestId('now-net').count()).toBe(0);
  await close();
});

test('a shop whose only till was revoked still sees what it took, and is not told to enrol its first', async () => {
  const withoutTills = (office: FakeOffice, change: (whole: Whole) => Whole): void => {
    const all = nowView(office.at);
    office.say((store) => {
      const now = all(store);
      return { ...now, whole: change({ ...now.whole, tills: 0 }) };
    });
  };
  const { page, office, close } = await opened('#/now');
  withoutTills(office, (whole) => ({ ...whole, takings: [] }));
  await page.getByText('Enrol the first till').waitFor();
  withoutTills(office, (whole) => whole);
  await page.getByTestId('stores').waitFor();
  expect(await page.getByText('Enrol the first till').count()).toBe(0);
  await close();
});
