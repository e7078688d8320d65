/** Where things stand on the pages of the set-up. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance } from '../../harness/views.ts';
import { openAt } from './open-at.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

test.each(['en', 'de', 'fr'] as const)(
  'on a small screen the two IDs of the shop stand on one line (%s), also while one is wrong',
  async (language) => {
    await shown.size(1024, 600);
    await openAt(shown, 'shop');
    await shown.push('appearance.changed', { ...appearance({ language }), language });
    await shown.page.locator(`html[lang="${language}"]`).waitFor();
    const tops = async (): Promise<readonly (number | undefined)[]> =>
      Promise.all(['set-up-storeId', 'set-up-terminalId'].map(async (id) => (await at(id).boundingBox())?.y));
    const [first, second] = await tops();
    expect(first).toBe(second);
    await at('set-up-storeId').fill('*');
    await at('set-up-storeId-error').waitFor();
    const [wrong, right] = await tops();
    expect(wrong).toBe(right);
    await shown.size(1280, 800);
  },
);

test('in letters twice as large, the button of a display covers nothing that is said about it', async () => {
  await shown.size(1024, 600);
  await openAt(shown, 'display');
  await shown.push('appearance.changed', appearance({ textSize: 200 }));
  await shown.page.locator('[data-letters="large"]').waitFor({ state: 'attached' });
  const isCovered = await at('set-up-display')
    .first()
    .evaluate((display) => {
      const button = display.querySelector('button')?.getBoundingClientRect() ?? new DOMRect();
      const words = document.createRange();
      words.selectNodeContents(display.querySelector('div') ?? display);
      return [...words.getClientRects()].some(
        ({ right, bottom, top }) => right > button.left && bottom > button.top && top < button.bottom,
      );
    });
  expect(isCovered).toBe(false);
  await shown.size(1280, 800);
});
