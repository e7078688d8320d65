import { expect, test } from 'vitest';
import { effectiveSettings, TRAINING_SITE } from '#domain/shop/effective-settings.ts';
import { defaultSettings } from '#domain/shop/settings.ts';

const saved = { ...defaultSettings, siteId: '30201', ceiling: 9_900, storeAddress: '12 Garden Road' };

test('test and live go by the saved settings', () => {
  const live = { ...saved, environment: 'live' } as const;
  expect(effectiveSettings(live, null)).toEqual(live);
});

test('training has a site of its own and keeps everything else, so that it looks like the shop', () => {
  expect(effectiveSettings(saved, null)).toEqual({ ...saved, siteId: TRAINING_SITE });
});

test('a bench decides who the till is, and the saved settings how it sells and prints', () => {
  const terminal = { ...saved.terminal, terminalId: 'BENCH-1' };
  const identity = { environment: 'bench', siteId: '77', terminal } as const;
  expect(effectiveSettings(saved, identity)).toEqual({ ...saved, ...identity });
});
