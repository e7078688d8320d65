import { expect, test } from 'vitest';
import { everyScreen } from '../../support/screens/every-screen.ts';
import { misfitsInEveryLook } from '../../support/screens/in-every-look.ts';

const SIZES = [
  [1024, 600],
  [1280, 800],
] as const;

test('every text of the till fits in its place, in every language and in one that is 40 % longer', async () => {
  const found = new Set<string>();
  await everyScreen(async (page, screen, window) => {
    if (window === 'customer') return;
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      for (const misfit of await misfitsInEveryLook(page, window, [100]))
        found.add(`${screen} ${width}x${height} ${misfit}`);
    }
  });
  expect([...found]).toEqual([]);
});
