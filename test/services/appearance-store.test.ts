import { expect, test } from 'vitest';
import type { Appearance } from '#domain/shop/appearance.ts';
import { usualAppearance } from '#domain/shop/appearance.ts';
import { AppearanceStore } from '#services/appearance-store.ts';
import { Changes } from '#services/changes.ts';
import { silentLog } from '../support/station-kit.ts';

const storeOn = (write: (next: Appearance) => void) => {
  const changes = new Changes(silentLog);
  const told: string[] = [];
  const store = new AppearanceStore({
    appearanceFile: { read: () => usualAppearance, write },
    systemLanguages: ['fr-FR'],
    changes,
    log: silentLog,
  });
  changes.on('appearance', () => void told.push(store.language));
  return { store, told };
};

test('the till speaks the computer’s language until another is chosen, which is kept before it is shown', () => {
  const written: Appearance[] = [];
  const { store, told } = storeOn((next) => void written.push(next));
  expect(store.language).toBe('fr');
  store.change({ language: 'zh-CN' });
  expect(written).toEqual([{ ...usualAppearance, language: 'zh-CN' }]);
  expect(told).toEqual(['zh-CN']);
});

test('on a full disk the till changes its language even so', () => {
  const { store, told } = storeOn(() => {
    throw new Error('no space');
  });
  store.change({ language: 'es' });
  expect(told).toEqual(['es']);
});

test('a choice leaves all others as they are, the volume and the loudspeaker of the same window too', () => {
  const { store } = storeOn(() => undefined);
  store.change({ theme: 'dark', sounds: { till: { volume: 50, speaker: 'Headset' } } });
  store.change({ textSize: 150, theme: undefined });
  store.change({ sounds: { till: { muted: true } } });
  expect(store.current).toEqual({
    ...usualAppearance,
    theme: 'dark',
    textSize: 150,
    sounds: { ...usualAppearance.sounds, till: { muted: true, volume: 50, speaker: 'Headset' } },
  });
});
