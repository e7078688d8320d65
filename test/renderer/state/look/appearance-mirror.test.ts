import { expect, test, vi } from 'vitest';
import { usualAppearance } from '#contract';
import { AppearanceMirror } from '../../../../src-renderer/state/look/appearance-mirror.svelte.ts';
import { appearance } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

test('muting the till leaves its volume, its loudspeaker and the customer’s tones as they are', async () => {
  const bridge = openFakeBridge();
  const sounds = {
    till: { muted: false, volume: 50, speaker: 'Headset' },
    customer: { muted: false, volume: 100, speaker: '' },
  } as const;
  bridge.answer('appearance.read', appearance({ sounds }));
  bridge.answer('appearance.change', {});
  const mirror = new AppearanceMirror(bridge);
  mirror.start();
  await vi.waitFor(() => expect(mirror.chosen.sounds).toEqual(sounds));
  mirror.chooseSound('till', { muted: true });
  expect(bridge.made('appearance.change')).toEqual([
    { ...usualAppearance, sounds: { ...sounds, till: { ...sounds.till, muted: true } } },
  ]);
});

test('the till changes its language once the texts are loaded, and ends with the language chosen last', async () => {
  const bridge = openFakeBridge();
  bridge.answer('appearance.read', appearance({ language: 'en' }));
  const mirror = new AppearanceMirror(bridge);
  mirror.start();
  await vi.waitFor(() => expect(mirror.language).toBe('en'));
  bridge.push('appearance.changed', appearance({ language: 'de' }));
  bridge.push('appearance.changed', appearance({ language: 'fr' }));
  expect(mirror.language).toBe('en');
  await vi.waitFor(() => expect(mirror.language).toBe('fr'));
});

test('choices that follow each other quickly add up', async () => {
  const bridge = openFakeBridge();
  bridge.answer('appearance.read', appearance());
  bridge.answer('appearance.change', {});
  const mirror = new AppearanceMirror(bridge);
  mirror.start();
  await new Promise((done) => setImmediate(done));
  const first = bridge.hold('appearance.change');
  mirror.choose({ theme: 'dark' });
  mirror.chooseSound('till', { muted: true });
  bridge.push('appearance.changed', appearance({ theme: 'dark' }));
  mirror.choose({ textSize: 150 });
  await first.answer({});
  const { sounds } = usualAppearance;
  expect(bridge.made('appearance.change').at(-1)).toEqual({
    ...usualAppearance,
    theme: 'dark',
    textSize: 150,
    sounds: { ...sounds, till: { ...sounds.till, muted: true } },
  });
});

test('a choice that main refused is not made by the next one', async () => {
  const bridge = openFakeBridge();
  bridge.answer('appearance.read', appearance());
  bridge.refuse('appearance.change', 'disk-full');
  const mirror = new AppearanceMirror(bridge);
  mirror.start();
  await new Promise((done) => setImmediate(done));
  mirror.choose({ theme: 'dark' });
  await new Promise((done) => setImmediate(done));
  mirror.choose({ textSize: 150 });
  expect(bridge.made('appearance.change').at(-1)).toEqual({ ...usualAppearance, textSize: 150 });
});
