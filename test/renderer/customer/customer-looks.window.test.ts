import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerWindow } from './customer-window.ts';
import { openCustomerWindow } from './customer-window.ts';
import { customer, SALE_STATES } from './views.ts';

let window: CustomerWindow;
beforeAll(async () => {
  window = await openCustomerWindow();
});
afterAll(async () => window.close());

const show = async (state: (typeof SALE_STATES)[number] | 'idle', given = {}) => {
  await window.push(customer({ state, ...given }));
  await window.page.locator(`main[data-state="${state}"]`).waitFor({ state: 'attached' });
  if (state === 'open') await window.page.getByTestId('customer-qr').waitFor();
};

/** Accessibility violations, and every text with a contrast below 7:1. */
const complaints = async (): Promise<readonly string[]> =>
  window.page.evaluate(async (): Promise<readonly string[]> => {
    const { axe: rules } = globalThis as unknown as { axe: typeof axe };
    const ratio = { expected: 7 };
    const options = { contrastRatio: { normal: ratio, large: ratio } };
    rules.configure({ checks: [{ id: 'color-contrast-enhanced', options }] });
    const { violations } = await rules.run(document, {
      rules: { 'color-contrast-enhanced': { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });

/** Elements with something cut off or beyond the edge of the screen. */
const clipped = async (): Promise<readonly string[]> =>
  window.page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter(
        (element) => getComputedStyle(element).visibility === 'visible' && !(element instanceof SVGElement),
      )
      .filter((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const isOutside = left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
        return isOutside || element.scrollWidth > element.clientWidth + 1;
      })
      .filter((element) => getComputedStyle(element).display !== 'inline')
      .map((element) => element.outerHTML.slice(0, 120)),
  );

const placeOf = async (selector: string) => window.page.locator(selector).boundingBox();

describe.each(['light', 'dark'] as const)('in the %s theme', (scheme) => {
  test('every screen meets the accessibility rules and has a contrast of 7:1', async () => {
    await window.scheme(scheme);
    await window.size(1280, 800);
    await window.open(customer());
    await window.page.evaluate(axe.source);
    for (const state of ['idle', ...SALE_STATES] as const) {
      await show(state, { training: true });
      expect(await complaints(), state).toEqual([]);
    }
  });
});

const SIZES = [
  [1280, 800],
  [1024, 600],
  [1920, 1080],
  [800, 1280],
] as const;

describe.each(SIZES)('on a screen of %d × %d', (width, height) => {
  test('nothing is cut off in any language, with long amounts and names', async () => {
    await window.size(width, height);
    await window.open(customer());
    const storeName = 'Zum Goldenen Drachen – Nudelhaus und Teestube am alten Marktplatz';
    for (const language of LANGUAGE_NAMES) {
      for (const state of ['idle', ...SALE_STATES] as const) {
        await show(state, { training: true, amount: 99_999_999_999, storeName });
        await window.page.getByTestId(`customer-language-${language}`).click();
        expect(await clipped(), `${language} ${state}`).toEqual([]);
      }
    }
  });

  test('the amount and the code stay in the same place through the whole sale', async () => {
    await window.size(width, height);
    await window.open(customer());
    await show('sending');
    const before = [await placeOf('[data-testid=customer-amount]'), await placeOf('section')];
    for (const state of SALE_STATES) {
      await show(state);
      expect([await placeOf('[data-testid=customer-amount]'), await placeOf('section')], state).toEqual(
        before,
      );
    }
  });
});
