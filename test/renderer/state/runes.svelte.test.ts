import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { Place } from '../../../src-renderer/state/place.svelte.ts';

test('what these tests read is what a screen is drawn from: a change of state draws it anew', () => {
  const place = new Place();
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
