import { expect, test } from 'vitest';
import { effectiveSettings, TRAINING_SITE } from '#domain/shop/settings/effective-settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';

const saved = { ...defaultSettings, siteId: '30201', ceiling: 9_900, storeAddress: '12 Garden Road' };

test('test and live use the saved settings', () => {
  const live = { ...saved, environment: 'live' } as const;
  expect(effectiveSettings(live, null)).toEqual(live);
});

test('training has its own SiteID and otherwise uses the shop’s settings', () => {
  expect(effectiveSettings(saved, null)).toEqual({ ...saved, siteId: TRAINING_SITE });
});

test('the bench sets the terminal; the saved settings say how the till sells and prints', () => {
  const terminal = { ...saved.terminal, terminalId: 'BENCH-1' };
  const identity = { environment: 'bench', siteId: '77', terminal } as const;
  expect(effectiveSettings(saved, identity)).toEqual({ ...saved, ...identity });
});

test('a quick amount that is impossible in the bench’s currency is not offered, and the others stay the same', () => {
  const terminal = { ...saved.terminal, currency: 'JPY' };
  const identity = { environment: 'bench', siteId: '77', terminal } as const;
  const withAmounts = { ...saved, quickAmounts: [500, 1_250] };
  expect(effectiveSettings(withAmounts, identity).quickAmounts).toEqual([500]);
  expect(effectiveSettings(withAmounts, null).quickAmounts).toEqual([500, 1_250]);
});
