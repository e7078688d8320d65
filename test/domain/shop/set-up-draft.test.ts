import { expect, test } from 'vitest';
import { draftFrom } from '#domain/shop/set-up-draft.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';

const saved = { ...showSettings(defaultSettings), quickAmounts: '5.00\n10.00' };

test('quick amounts tried in training are not carried over into a real shop', () => {
  expect(draftFrom(saved).quickAmounts).toBe('');
  expect(draftFrom({ ...saved, environment: 'test' }).quickAmounts).toBe(saved.quickAmounts);
});
