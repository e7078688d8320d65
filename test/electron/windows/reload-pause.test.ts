import { expect, test } from 'vitest';
import { openReloadPause } from '#electron/windows/reload-pause.ts';

test('a page that dies once is back at once', () => {
  expect(openReloadPause()(0)).toBe(0);
});

test('a page that dies again and again is loaded ever more rarely, at most twice a minute in the end', () => {
  const breather = openReloadPause();
  let now = 0;
  const waits = Array.from({ length: 7 }, () => {
    const wait = breather(now);
    now += wait + 500;
    return wait;
  });
  expect(waits).toEqual([0, 2_000, 5_000, 15_000, 30_000, 30_000, 30_000]);
});

test('a page that has been well for a minute since is forgiven', () => {
  const breather = openReloadPause();
  for (const at of [0, 1_000, 5_000]) breather(at);
  expect(breather(65_000)).toBe(0);
});
