import { expect, test, vi } from 'vitest';
import { AppearanceMirror } from '../../../../src-renderer/state/look/appearance-mirror.svelte.ts';
import { appearance } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

test('a choice says only what was chosen, so that it undoes none made just before', () => {
  const bridge = openFakeBridge();
  bridge.answer('appearance.change', {});
  const mirror = new AppearanceMirror(bridge);
  mirror.choose({ theme: 'dark' });
  mirror.choose({ textSize: 150 });
  mirror.chooseSound('till', { muted: true });
  expect(bridge.made('appearance.change')).toEqual([
    { theme: 'dark' },
    { textSize: 150 },
    { sounds: { till: { muted: true } } },
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
