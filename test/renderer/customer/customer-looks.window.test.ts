import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import type { CustomerWindow } from './customer-window.ts';
import { openCustomerWindow } from './customer-window.ts';
import { customer, RECEIPT, SALE_STATES, stated } from './views.ts';

let window: CustomerWindow;
beforeAll(async () => {
  window = await openCustomerWindow();
});
afterAll(async () => window.close());

const show = async (state: (typeof SALE_STATES)[number] | 'idle', given = {}, hasCode = state === 'open') => {
  await window.push(customer({ state, ...given }));
  await window.page.locator(`main[data-state="${stated(state)}"]`).waitFor({ state: 'attached' });
  if (hasCode) await window.page.getByTestId('customer-qr').waitFor();
  await window.page.evaluate(async () => new Promise((done) => requestAnimationFrame(done)));
};

/** Accessibility violations, and every text with a contrast below 7:1. */
const complaints = async (): Promise<readonly string[]> =>
  window.page.evaluate(async (): Promise<readonly string[]> => {
    const { axe: rules } = globalThis as unknown as { axe: typeof axe };
    const ratio = { expected: 7 };
    const options = { contrastRatio: { normal: ratio, large: ratio } };
    rules.configure({ checks: [{ id: 'color-contrast-enhanced', options }] });
    const { violations } = await rules.run(document, {
      rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });

/** What is wrong with where things stand, once that screen is painted; measured in one go, which is most of a look's cost. */
const misplaced = async (state: (typeof SALE_STATES)[number] | 'idle', given: object) => {
  await window.push(customer({ state, ...given }));
  return window.page.evaluate(async (state) => {
    const isShown = (): boolean =>
      document.querySelector(`main[data-state="${state}"]`) !== null &&
      (state !== 'open' || document.querySelector('[data-testid="customer-qr"]') !== null);
    const frame = async (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
    const until = performance.now() + 60_000;
    do await frame();
    while (!isShown() && performance.now() < until);
    if (!isShown()) throw new Error(`the window does not show ${state}`);
    await frame();

    const isSeen = (element: Element): boolean => {
      const { visibility, display } = getComputedStyle(element);
      return visibility === 'visible' && display !== 'inline' && !(element instanceof SVGElement);
    };
    const isCutOff = (element: Element): boolean => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const isOutside = left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
      return isOutside || element.scrollWidth > element.clientWidth + 1;
    };
    // Texts, pictures and buttons; the dot that times a code lies under it, covered.
    const pieces = ':is(h1, h2, p:not([elementtiming]), canvas, button, .drawing, .device, li)';
    const all = [...document.querySelectorAll(`main ${pieces}`)].map((element) => ({
      element,
      box: element.getBoundingClientRect(),
    }));
    const overlap = (from: number, to: number, otherFrom: number, otherTo: number): number =>
      Math.min(to, otherTo) - Math.max(from, otherFrom);
    const isOver = ({ element: one, box: a }: (typeof all)[0], { element: other, box: b }: (typeof all)[0]) =>
      overlap(a.left, a.right, b.left, b.right) > 2 &&
      overlap(a.top, a.bottom, b.top, b.bottom) > 2 &&
      !one.contains(other) &&
      !other.contains(one);
    return {
      cutOff: [...document.querySelectorAll('main *')]
        .filter((element) => isSeen(element) && isCutOff(element))
        .map((element) => element.outerHTML.slice(0, 120)),
      overlapping: all.flatMap((one, at) =>
        all
          .slice(at + 1)
          .filter((other) => isOver(one, other))
          .map(
            (other) => `${one.element.outerHTML.slice(0, 90)} and ${other.element.outerHTML.slice(0, 90)}`,
          ),
      ),
    };
  }, stated(state));
};

const NOTHING = { cutOff: [], overlapping: [] };

const placeOf = async (selector: string) => window.page.locator(selector).boundingBox();

describe.each(['light', 'dark'] as const)('in the %s theme', (scheme) => {
  test('every screen meets the accessibility rules and has a contrast of 7:1', async () => {
    await window.scheme(scheme);
    await window.size(1280, 800);
    await window.open(customer());
    await window.page.evaluate(axe.source);
    for (const state of ['idle', ...SALE_STATES] as const)
      for (const nothingTaken of [false, true]) {
        await show(state, {
          environment: 'training',
          nothingTaken,
          line: 'Today: jasmine tea',
          receipt: RECEIPT,
        });
        expect(await complaints(), state).toEqual([]);
      }
  });
});

const SIZES = [
  [1280, 800],
  [1024, 600],
  [1920, 1080],
  [800, 1280],
  [800, 480],
  [480, 800],
] as const;

/** One that is not measured, and one whose code needs the room of everything else. */
const DISPLAYS = [
  { inches: null, distance: null },
  { inches: 7, distance: 90 },
] as const;

const LONG = {
  environment: 'training' as const,
  amount: 99_999_999_999,
  storeName: 'Zum Goldenen Drachen – Nudelhaus am Marktplatz 12a',
  line: 'Today: osmanthus oolong, almond cake and a small surprise for everybody who comes',
  receipt: RECEIPT,
};

describe.each(SIZES)('on a screen of %d × %d', (width, height) => {
  beforeAll(async () => {
    await window.size(width, height);
    await window.open(customer());
  });

  test.each(LANGUAGE_NAMES)('nothing is cut off with long amounts and names, in %s', async (language) => {
    await window.page.getByTestId(`customer-language-${language}`).click();
    // Each is another state than the one before, so that none is measured before it is shown.
    for (const nothingTaken of [false, true])
      for (const state of SALE_STATES) {
        const shown = { ...LONG, nothingTaken, usualLanguage: language };
        expect(await misplaced(state, shown), state).toEqual(NOTHING);
      }
    expect(await misplaced('idle', { ...LONG, usualLanguage: language }), 'idle').toEqual(NOTHING);
  });

  test('nothing is cut off if the customer stands far from a large display, or close to a small one', async () => {
    for (const display of [
      { inches: 10.1, distance: 300 },
      { inches: 24, distance: 20 },
      { inches: 7, distance: 60 },
    ])
      for (const state of [...SALE_STATES, 'idle'] as const) {
        expect(await misplaced(state, { ...LONG, display, usualLanguage: 'fr' }), state).toEqual(NOTHING);
      }
  });

  test('the amount and the code’s place are there before the code, and stay', async () => {
    await show('sending');
    const before = [await placeOf('[data-testid=customer-amount]'), await placeOf('.card')];
    await show('open');
    expect([await placeOf('[data-testid=customer-amount]'), await placeOf('.card')]).toEqual(before);
  });

  test('the strip over the gateway’s page says who takes how much, and once that it is no real money', async () => {
    await show('open', { page: true, code: null, environment: 'test' }, false);
    const strip = window.page.getByTestId('page-strip');
    const pieces = await strip.evaluate((whole) =>
      [...whole.children].map((piece) => {
        const { top, bottom } = piece.getBoundingClientRect();
        const isInside = top >= -0.5 && bottom <= whole.getBoundingClientRect().bottom + 0.5;
        return [piece.textContent, isInside && piece.scrollWidth <= piece.clientWidth + 1] as const;
      }),
    );
    expect(pieces).toEqual([
      ['TEST – no real money moves', true],
      ['Garden Café', true],
      ['CNY 12.50', true],
    ]);
    expect(await window.page.getByText('TEST').count()).toBe(1);
  });

  test('every language button is 48 pixels large and in the same place on every screen', async () => {
    const placesOf = async () =>
      Promise.all(LANGUAGE_NAMES.map(async (name) => placeOf(`[data-testid="customer-language-${name}"]`)));
    for (const display of DISPLAYS) {
      await show('idle', { display });
      const places = await placesOf();
      for (const place of places) {
        expect(place?.width).toBeGreaterThanOrEqual(48);
        expect(place?.height).toBeGreaterThanOrEqual(48);
      }
      for (const state of SALE_STATES) {
        await show(state, { display });
        expect(await placesOf(), state).toEqual(places);
      }
    }
  });
});
