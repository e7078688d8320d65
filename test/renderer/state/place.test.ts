import { describe, expect, test } from 'vitest';
import { HistorySearch } from '../../../src-renderer/state/history/history-search.svelte.ts';
import { Place } from '../../../src-renderer/state/place.svelte.ts';
import { openFakeBridge } from './fake-bridge.ts';

const reference = 'T1-20261105-000012-QK3M9Z7A';

describe('where the cashier is', () => {
  test('begins at the keypad, from which there is no step back', () => {
    const place = new Place();
    expect(place.screen).toBe('sale');
    expect(place.back()).toBe(false);
  });

  test('goes back one step at a time: out of the story, then out of the screen', () => {
    const place = new Place();
    place.go('history');
    place.openStory(reference);
    expect(place.back()).toBe(true);
    expect([place.screen, place.story]).toEqual(['history', null]);
    expect(place.back()).toBe(true);
    expect(place.screen).toBe('sale');
  });

  test('beside the keypad a story closes with one step', () => {
    const place = new Place();
    place.openStory(reference);
    expect(place.back()).toBe(true);
    expect([place.screen, place.story]).toEqual(['sale', null]);
  });

  test('another screen leaves story, refund and search behind', () => {
    const place = new Place();
    place.openHistory(new HistorySearch(openFakeBridge()));
    place.openStory(reference, 'paid-late');
    place.go('day');
    expect([place.story, place.refund, place.search]).toEqual([null, null, null]);
  });

  test('a refund that a story was opened for begins once', () => {
    const place = new Place();
    place.openStory(reference, 'paid-late');
    expect(place.refund).toBe('paid-late');
    place.refundOpened();
    expect([place.story, place.refund]).toEqual([reference, null]);
    place.openStory(reference, 'paid-late');
    place.closeStory();
    expect(place.refund).toBeNull();
  });
});
