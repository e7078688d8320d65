/** How the owner's page looks on a phone and on a computer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { axeViolations } from '../../renderer/harness/axe.ts';
import { misfits } from '../../support/screens/misfits.ts';
import { measure } from '../../support/screens/shown-texts.ts';
import { DESK, openBrowser, PHONE } from './kit/browser.ts';
import { everyView } from './kit/every-view.ts';
import { openPage } from './kit/page-on-office.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const asOwner = (office: { signIn: (role: 'owner') => void }): void => office.signIn('owner');
const SIZES = { phone: PHONE, desk: DESK } as const;
/** A phone scrolls the page as a whole, so a page shown at full length has nothing below the edge. */
const WHOLE = { phone: { ...PHONE, height: 4_000 }, desk: DESK } as const;

test.each(Object.entries(SIZES))(
  'on a %s every screen can be read by everybody, in light and dark, and none breaks its security policy',
  async (_name, viewport) => {
    const opened = await openPage(browser, '#/now', asOwner, { viewport });
    const found: string[] = [];
    await everyView(opened.page, async (name) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await opened.page.emulateMedia({ colorScheme });
        for (const violation of await axeViolations(opened.page))
          found.push(`${name} ${colorScheme} ${violation}`);
      }
    });
    expect(found).toEqual([]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  },
);

test.each(Object.entries(WHOLE))(
  'on a %s no text is cut off or covered, in any language, and nothing scrolls sideways',
  async (_name, viewport) => {
    const found: string[] = [];
    for (const locale of LANGUAGE_NAMES) {
      const { page, close } = await openPage(browser, '#/now', asOwner, { viewport, locale });
      await everyView(page, async (name) => {
        const texts = await page.evaluate<ReturnType<typeof measure>>(`(${String(measure)})()`);
        for (const misfit of misfits(texts)) found.push(`${locale} ${name} ${misfit}`);
        const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (isWide) found.push(`${locale} ${name} scrolls sideways`);
      });
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      await close();
    }
    expect(found).toEqual([]);
  },
);

test('the page is small enough for a phone on the road: all scripts, in all languages, within 150 kB', () => {
  const assets = 'out/office/assets';
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(LANGUAGE_NAMES.length);
  const bytes = scripts.map((name) => gzipSync(readFileSync(join(assets, name))).length);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(150_000);
});
