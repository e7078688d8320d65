import { describe, expect, test } from 'vitest';
import { historyPage } from '../harness/history-views.ts';
import { Place } from '../../../src-renderer/state/place.svelte.ts';

const reference = 'T1-20261105-000012-QK3M9Z7A';

describe('the open screen', () => {
  test('starts at the keypad, from which there is no step back', () => {
    const place = new Place(() => undefined);
    expect(place.screen).toBe('sale');
    expect(place.back()).toBe(false);
  });

  test('goes back one step at a time: first from the details, then from the screen', () => {
    const place = new Place(() => undefined);
    place.go('history');
    place.openStory(reference);
    expect(place.back()).toBe(true);
    expect([place.screen, place.story]).toEqual(['history', null]);
    expect(place.back()).toBe(true);
    expect(place.screen).toBe('sale');
  });

  test('closes payment details beside the keypad with one step', () => {
    const place = new Place(() => undefined);
    place.openStory(reference);
    expect(place.back()).toBe(true);
    expect([place.screen, place.story]).toEqual(['sale', null]);
  });

  test('forgets details, refund and search when another screen is opened', () => {
    const place = new Place(() => undefined);
    place.openHistory({ text: reference, page: historyPage() });
    place.openStory(reference, 'paid-late');
    place.go('day');
    expect([place.story, place.refund, place.found]).toEqual([null, null, null]);
  });

  test('opens the refund form once for details opened to refund', () => {
    const place = new Place(() => undefined);
    place.openStory(reference, 'paid-late');
    expect(place.refund).toBe('paid-late');
    place.refundOpened();
    expect([place.story, place.refund]).toEqual([reference, null]);
    place.openStory(reference, 'paid-late');
    place.closeStory();
    expect(place.refund).toBeNull();
  });
});
