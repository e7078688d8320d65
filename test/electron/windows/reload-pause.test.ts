import { expect, test } from 'vitest';
import { openReloadPause } from '#electron/windows/reload-pause.ts';

test('a window that crashes once is reloaded at once', () => {
  expect(openReloadPause()(0)).toBe(0);
});

test('a window that crashes again and again is reloaded less and less often, in the end twice a minute at most', () => {
  const breather = openReloadPause();
  let now = 0;
  const waits = Array.from({ length: 7 }, () => {
    const wait = breather(now);
    now += wait + 500;
    return wait;
  });
  expect(waits).toEqual([0, 2_000, 5_000, 15_000, 30_000, 30_000, 30_000]);
});

test('after a minute without a crash a window is reloaded at once again', () => {
  const breather = openReloadPause();
  for (const at of [0, 1_000, 5_000]) breather(at);
  expect(breather(65_000)).toBe(0);
});
