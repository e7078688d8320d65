import { expect, test } from 'vitest';
import { everyScreen } from '../../support/screens/every-screen.ts';
import { misfitsInEveryLook } from '../../support/screens/in-every-look.ts';

/** At 1280 × 800 test/renderer/every-screen.window.test.ts looks at every screen. */
const SMALL = { width: 1024, height: 600 };

test('every text of the till fits on a small screen, in every language and in one that is 40 % longer', async () => {
  const found = new Set<string>();
  await everyScreen(async (page, screen, window) => {
    if (window === 'customer') return;
    await page.setViewportSize(SMALL);
    for (const misfit of await misfitsInEveryLook(page, window, [100])) found.add(`${screen} ${misfit}`);
  });
  expect([...found]).toEqual([]);
});
