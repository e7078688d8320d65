import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { Place } from '../../../src-renderer/state/place.svelte.ts';

test('a screen that reads this state is redrawn when it changes', () => {
  const place = new Place(() => undefined);
  const seen: string[] = [];
  const stop = $effect.root(() => {
    $effect(() => {
      seen.push(place.screen);
    });
  });
  flushSync();
  place.go('history');
  flushSync();
  stop();
  expect(seen).toEqual(['sale', 'history']);
});
