/** What the owner's page does: it follows the office, says what is wrong, and loses no input. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, openBrowser, PHONE } from './kit/browser.ts';
import { OWNER_CODE, PASSWORD } from './kit/fake-office.ts';
import { nowView } from './kit/made-up-now.ts';
import type { Opened } from './kit/page-on-office.ts';
import { openPage } from './kit/page-on-office.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const by = (page: Page, testid: string) => page.getByTestId(testid).first();
const hundredths = (page: Page, testid: string) => by(page, testid).getAttribute('data-hundredths');

/** Opens it, runs the test, and checks that no error went unseen. */
const at = async (
  hash: string,
  role: 'owner' | 'manager' | 'auditor',
  run: (opened: Opened) => Promise<void>,
) => {
  const opened = await openPage(browser, hash, (office) => office.signIn(role), { viewport: DESK });
  await run(opened);
  expect(opened.faults).toEqual([]);
  await opened.close();
};

describe('signing in', () => {
  test('the printed code makes the first account, and a mistyped one loses nothing', async () => {
    const { page, close } = await openPage(browser, '', (office) => (office.hasOwner = false), {
      viewport: PHONE,
    });
    await by(page, 'code').fill('K7M2-0000-00');
    await by(page, 'name').fill('Mei');
    await by(page, 'password').fill(PASSWORD);
    await by(page, 'enter').click();
    await expect.poll(() => by(page, 'failure').innerText()).toContain('This code is wrong');
    expect(await by(page, 'name').inputValue()).toBe('Mei');
    expect(await by(page, 'password').inputValue()).toBe(PASSWORD);
    await by(page, 'code').fill(OWNER_CODE);
    await page.keyboard.press('Enter');
    await by(page, 'now-net').waitFor();
    await close();
  });

  test('a wrong password, and too many of them, are explained in words', async () => {
    const { page, office, close } = await openPage(browser, '', () => undefined);
    await by(page, 'name').fill('Mei');
    await by(page, 'password').fill('not hers');
    await page.keyboard.press('Enter');
    await expect.poll(() => by(page, 'failure').innerText()).toBe('Name or password is wrong.');
    office.isLocked = true;
    await page.keyboard.press('Enter');
    await expect.poll(() => by(page, 'failure').innerText()).toContain('Try again in 4 minutes');
    await close();
  });

  test('the language is the browser’s until somebody chooses another, which stays', async () => {
    const { page, close } = await openPage(browser, '', () => undefined, { locale: 'zh-HK' });
    await expect.poll(() => by(page, 'enter').innerText()).toBe('登入');
    await by(page, 'language').selectOption('fr');
    await expect.poll(() => by(page, 'enter').innerText()).toBe('Se connecter');
    await page.reload();
    await expect.poll(() => by(page, 'enter').innerText()).toBe('Se connecter');
    await close();
  });
});

describe('the live view', () => {
  test('shows what a till takes as soon as the office reports it', async () => {
    await at('#/now', 'owner', async ({ page, office }) => {
      const net = nowView(office.at)('').whole.takings[0]!.net;
      await expect.poll(() => hundredths(page, 'now-net')).toBe(String(net));
      office.say(nowView(office.at + 1_000, 12_800));
      await expect.poll(() => hundredths(page, 'now-net')).toBe(String(net + 12_800));
      await by(page, 'store').selectOption('B');
      await expect.poll(() => hundredths(page, 'now-net')).toBe('83350');
    });
  });

  test('says since when the connection is lost, keeps the figures in sight, and says nothing once it is back', async () => {
    await at('#/now', 'owner', async ({ page, office }) => {
      await by(page, 'now-net').waitFor();
      office.cut();
      await expect
        .poll(() => by(page, 'lost').innerText())
        .toMatch(/Live view lost since \d\d:\d\d\..*as of/);
      expect(await by(page, 'live-mark').innerText()).toContain('Not live since');
      expect(await by(page, 'now-net').isVisible()).toBe(true);
      office.restore();
      await by(page, 'lost').waitFor({ state: 'detached' });
      expect(await by(page, 'live-mark').innerText()).toBe('LIVE');
    });
  });

  test('is not called live while its stream is silent, and is opened again, but not all the time', async () => {
    await at('#/now', 'owner', async ({ page, office }) => {
      await page.clock.install();
      await page.reload();
      await expect.poll(() => by(page, 'live-mark').innerText()).toBe('LIVE');
      office.isMute = true;
      const before = office.streamsOpened;
      await page.clock.runFor(3 * 60_000);
      expect(await by(page, 'live-mark').innerText()).toContain('Not live since');
      expect(await by(page, 'lost').isVisible()).toBe(true);
      office.isMute = false;
      await page.clock.runFor(60_000);
      await by(page, 'lost').waitFor({ state: 'detached' });
      expect(await by(page, 'live-mark').innerText()).toBe('LIVE');
      // How many depends on how long a real connection takes beside the page's own time.
      expect([2, 3]).toContain(office.streamsOpened - before);
    });
  });
});

describe('nothing typed is lost', () => {
  test('when the office signs somebody out meanwhile', async () => {
    await at('#/people', 'owner', async ({ page, office }) => {
      await by(page, 'add-person').click();
      await by(page, 'person-name').fill('Jun');
      await by(page, 'person-password').fill(PASSWORD);
      office.me = null;
      await by(page, 'adding-send').click();
      await by(page, 'again-password').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await by(page, 'again').waitFor({ state: 'detached' });
      expect(await by(page, 'person-name').inputValue()).toBe('Jun');
      await by(page, 'adding-send').click();
      await page.getByText('Jun').waitFor();
    });
  });

  test('when the office does not answer, or the name is already in use', async () => {
    await at('#/people', 'owner', async ({ page, office }) => {
      await by(page, 'add-person').click();
      await by(page, 'person-name').fill('Ada');
      await by(page, 'person-password').fill(PASSWORD);
      office.cut();
      await by(page, 'adding-send').click();
      await expect.poll(() => by(page, 'failure').innerText()).toContain('The office does not answer');
      office.restore();
      await by(page, 'adding-send').click();
      await expect.poll(() => by(page, 'failure').innerText()).toContain('Somebody has this name already');
      expect(await by(page, 'person-name').inputValue()).toBe('Ada');
    });
  });
});

describe('tills', () => {
  test('a till is enrolled by a code that counts down, in a store that is made on the way', async () => {
    await at('#/tills', 'owner', async ({ page, office }) => {
      office.codeLasts = 2_000;
      await by(page, 'enrol').click();
      await by(page, 'enrol-store').selectOption({ label: 'New store …' });
      await by(page, 'store-name').fill('Airport');
      await by(page, 'till-name').fill('Gate 4');
      await page.keyboard.press('Enter');
      expect(await by(page, 'made-code').innerText()).toBe('QW3R-T7YU-8P');
      await expect.poll(() => by(page, 'code-left').innerText()).toContain('has expired');
      expect(office.posted).toEqual([
        { path: '/api/stores', body: { name: 'Airport' } },
        { path: '/api/codes', body: { store: 'N2', name: 'Gate 4' } },
      ]);
    });
  });

  test('revoking a till asks first, and is shown once it is done', async () => {
    await at('#/tills/S1', 'owner', async ({ page, office }) => {
      await by(page, 'revoke').click();
      await page.keyboard.press('Escape');
      await by(page, 'revoking').waitFor({ state: 'detached' });
      expect(office.posted).toEqual([]);
      await by(page, 'revoke').click();
      await by(page, 'revoking-send').click();
      await expect.poll(() => by(page, 'till-word').innerText()).toBe('Revoked');
    });
  });

  test('a revoked till, or a new computer in its place, comes in again by the code for replacing it', async () => {
    await at('#/tills/S1', 'owner', async ({ page, office }) => {
      await by(page, 'revoke').click();
      await by(page, 'revoking-send').click();
      await expect.poll(() => by(page, 'till-word').innerText()).toBe('Revoked');
      expect(await page.getByTestId('revoke').count()).toBe(0);
      await by(page, 'replace').click();
      await by(page, 'replacing-send').click();
      await by(page, 'made-code').waitFor();
      expect(office.posted.at(-1)?.path).toBe('/api/tills/S1/replace');
    });
  });
});

test('of the days without a Z, the current one is open and an earlier one is missing', async () => {
  await at('#/days', 'owner', async ({ page }) => {
    await page.getByText('Still open').waitFor();
    expect(await by(page, 'missing').innerText()).toBe('1 Z report is missing');
    const words = await page.getByTestId('day-line').allInnerTexts();
    expect(words.map((line) => line.split('\n')[0])).toEqual(['Still open', 'Z 212', 'Z missing', 'Z 211']);
  });
});

describe('roles', () => {
  test('the owner gives a manager another store, and nobody is offered to change their own role', async () => {
    await at('#/people', 'owner', async ({ page, office }) => {
      await by(page, 'person').waitFor();
      const changeable = office.people.filter(({ role, stopped }) => role !== 'owner' && !stopped);
      await expect.poll(() => page.getByTestId('change-role').count()).toBe(changeable.length);
      const max = office.people.find(({ role, stopped }) => role === 'manager' && !stopped)!;
      await page.getByTestId('person').filter({ hasText: max.name }).getByTestId('change-role').click();
      const boxes = page.locator('dialog input[type="checkbox"]');
      const chosen = await page.locator('dialog input[type="checkbox"]:checked').count();
      expect(chosen).toBe(max.stores?.length);
      await boxes.and(page.locator(':not(:checked)')).first().check();
      await by(page, 'new-role-send').click();
      await by(page, 'new-role').waitFor({ state: 'detached' });
      expect(office.posted).toEqual([
        {
          path: `/api/people/${max.id}/role`,
          body: { role: 'manager', stores: expect.arrayContaining([...max.stores!]) as unknown },
        },
      ]);
    });
  });

  test('a manager runs tills, but sees neither people nor the audit log', async () => {
    await at('#/people', 'manager', async ({ page }) => {
      await by(page, 'now-net').waitFor();
      expect(await page.getByTestId('nav-people').count()).toBe(0);
      expect(await page.getByTestId('nav-audit').count()).toBe(0);
      await by(page, 'nav-tills').click();
      await by(page, 'enrol').waitFor();
    });
  });

  test('an auditor sees everything except people, and is offered nothing that changes anything', async () => {
    await at('#/tills/S1', 'auditor', async ({ page }) => {
      await by(page, 'till-word').waitFor();
      for (const act of ['enrol', 'rename', 'replace', 'revoke', 'nav-people'])
        expect(await page.getByTestId(act).count(), act).toBe(0);
      await by(page, 'nav-audit').click();
      await by(page, 'audit-line').waitFor();
    });
  });
});

test('everything can be reached by keyboard: past the rail to the content, and into a till and its story', async () => {
  await at('#/now', 'owner', async ({ page }) => {
    await by(page, 'now-net').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await by(page, 'nav-find').focus();
    await page.keyboard.press('Enter');
    await by(page, 'query').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Find');
    await page.keyboard.press('Tab');
    await page.keyboard.type('K7M2');
    await page.keyboard.press('Enter');
    await by(page, 'found').waitFor();
    await by(page, 'found').focus();
    await page.keyboard.press('Enter');
    await by(page, 'story-amount').waitFor();
  });
});
