/**
 * Every screen and dialog of the till: for axe-core, by keyboard alone, in every language, and in large
 * letters.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppearanceView } from '#contract';
import { misfitsInEveryLook } from '../support/screens/in-every-look.ts';
import { axeViolations, textsBelow } from './harness/axe.ts';
import { outOfReach, smallTargets, walkByTab, watchDialogs, wrongAfterEscape } from './harness/controls.ts';
import { EVERY_SCREEN } from './harness/every-screen.ts';
import type { TillWindow } from './harness/till-window.ts';
import { openTillWindow } from './harness/till-window.ts';
import { appearance } from './harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
  await watchDialogs(shown.page);
});
afterAll(async () => shown.close());

const look = async (given: Partial<AppearanceView['chosen']>): Promise<void> => {
  await shown.push('appearance.changed', appearance(given));
  const wanted = String((given.textSize ?? 100) / 100);
  await shown.page.waitForFunction(
    ([size, theme, contrast]) => {
      const { style, dataset } = document.documentElement;
      const has = style.getPropertyValue('--text-size') === size;
      return has && dataset['theme'] === theme && dataset['contrast'] === contrast;
    },
    [wanted, given.theme ?? 'system', given.contrast === 'high' ? 'high' : 'usual'] as const,
    { polling: 5 },
  );
};

/** What must be in sight at every text size: the amount, the main button and the state of a sale. */
const cutOff = (): Promise<readonly string[]> =>
  shown.page.evaluate(() => {
    const isWhole = (element: Element): boolean => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    };
    const seen = [
      ...document.querySelectorAll('.amount[data-testid], .slab, h1[data-testid="payment-state"]'),
    ];
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    return [...wide, ...seen.filter((one) => !isWhole(one)).map((one) => one.outerHTML.slice(0, 80))];
  });

/**
 * Each screen is shown once and checked in every way, because loading the window takes longer than any check.
 * The keyboard comes last: it moves the focus.
 */
describe.each(EVERY_SCREEN)('%s', (_name, show) => {
  beforeAll(async () => {
    await shown.size(1280, 800);
    await show(shown);
    await shown.reply('appearance.change', 'followed');
  });

  test('passes axe-core, and its texts have enough contrast in light, dark and high contrast', async () => {
    await look({ theme: 'light' });
    expect(await axeViolations(shown.page, 4.5), 'light').toEqual([]);
    await look({ theme: 'dark' });
    expect(await textsBelow(shown.page, 4.5), 'dark').toEqual([]);
    for (const theme of ['light', 'dark'] as const) {
      await look({ theme, contrast: 'high' });
      expect(await textsBelow(shown.page, 7), `${theme}, high contrast`).toEqual([]);
    }
  });

  test.each([
    [1280, 800],
    [1024, 600],
  ])('works in letters twice as large at %i × %i', async (width, height) => {
    await shown.size(width, height);
    await look({ textSize: 200 });
    expect(await cutOff()).toEqual([]);
    expect(await outOfReach(shown.page)).toEqual([]);
    expect(await misfitsInEveryLook(shown.page, 'till', [200])).toEqual([]);
  });

  test('has texts that fit in every language, and in one that is 40 % longer', async () => {
    await shown.size(1280, 800);
    expect(await misfitsInEveryLook(shown.page, 'till', [100])).toEqual([]);
  });

  test('can be used by finger, and by keyboard alone: the focus is visible, and Escape leads back there', async () => {
    await shown.size(1280, 800);
    await look({});
    expect(await smallTargets(shown.page)).toEqual([]);
    expect(await walkByTab(shown.page)).toEqual({ missed: [], unseen: [] });
    expect(await wrongAfterEscape(shown.page)).toEqual([]);
  });
});
