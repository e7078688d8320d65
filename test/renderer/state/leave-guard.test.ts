import { describe, expect, test } from 'vitest';
import { LeaveGuard } from '../../../src-renderer/state/leave-guard.svelte.ts';
import { Place } from '../../../src-renderer/state/place.svelte.ts';

/** A form, and what happened to its input. */
const formWith = (isDirty: boolean, canSave = true) => {
  const form = {
    isDirty,
    became: 'typed',
    save: () => {
      if (!canSave) return Promise.resolve(false);
      Object.assign(form, { isDirty: false, became: 'saved' });
      return Promise.resolve(true);
    },
    discard: () => Object.assign(form, { isDirty: false, became: 'discarded' }),
  };
  return form;
};

/** Settings are open with something unsaved. */
const inSettings = (isDirty = true, canSave = true) => {
  const place = new Place(() => undefined);
  place.go('settings');
  const form = formWith(isDirty, canSave);
  const unwatch = place.guard.watch(form);
  return { place, form, unwatch };
};

describe('leaving settings', () => {
  test('with nothing unsaved goes at once', () => {
    const { place } = inSettings(false);
    place.go('history');
    expect([place.screen, place.guard.asking]).toEqual(['history', false]);
  });

  test.each([
    ['by the rail', (place: Place) => place.go('day'), 'day'],
    ['by Escape', (place: Place) => place.back(), 'sale'],
  ] as const)('%s asks first, and goes there once they are discarded', (_, leave, screen) => {
    const { place, form } = inSettings();
    leave(place);
    expect([place.screen, place.guard.asking, form.became]).toEqual(['settings', true, 'typed']);
    place.guard.discard();
    expect([place.screen, place.guard.asking, form.became]).toEqual([screen, false, 'discarded']);
  });

  test('does not count if the place is the same', () => {
    const { place, form } = inSettings();
    place.go('settings');
    expect([place.screen, place.guard.asking, form.became]).toEqual(['settings', false, 'typed']);
  });

  test('stays where it is, with everything as typed, when that is chosen', () => {
    const { place, form } = inSettings();
    place.go('day');
    place.guard.stay();
    expect([place.screen, place.guard.asking, form.became]).toEqual(['settings', false, 'typed']);
  });

  test('goes on once they are saved, and stays where they cannot be', async () => {
    const good = inSettings();
    good.place.go('day');
    await good.place.guard.save();
    expect([good.place.screen, good.form.became]).toEqual(['day', 'saved']);
    const bad = inSettings(true, false);
    bad.place.go('day');
    await bad.place.guard.save();
    expect([bad.place.screen, bad.form.became, bad.place.guard.asking]).toEqual(['settings', 'typed', false]);
  });

  test('asks nothing once the form is gone', () => {
    const { place, unwatch } = inSettings();
    unwatch();
    place.go('day');
    expect([place.screen, place.guard.asking]).toEqual(['day', false]);
  });
});

describe('a form whose input is kept for later', () => {
  const putBy = (canSave: boolean) => {
    const place = new Place(() => undefined);
    const form = Object.assign(formWith(true, canSave), { isPutBy: true });
    place.guard.watch(form);
    place.go('history');
    return { place, form };
  };

  test('is saved without a question, and left', async () => {
    const { place, form } = putBy(true);
    await expect.poll(() => place.screen).toBe('history');
    expect([place.guard.asking, form.became]).toEqual([false, 'saved']);
  });

  test('asks if it cannot be saved, so that nobody is kept from leaving', async () => {
    const { place, form } = putBy(false);
    await expect.poll(() => place.guard.asking).toBe(true);
    place.guard.discard();
    expect([place.screen, form.became]).toEqual(['history', 'discarded']);
  });
});

test('the window stays open while something is unsaved, and asks', () => {
  let closed = 0;
  const guard = new LeaveGuard(() => (closed += 1));
  const closing = () => {
    const event = new Event('beforeunload', { cancelable: true });
    guard.onbeforeunload(event);
    return event.defaultPrevented;
  };
  expect(closing()).toBe(false);
  guard.watch(formWith(true));
  expect([closing(), guard.asking]).toEqual([true, true]);
  // Main closes it, and asks its own questions.
  guard.discard();
  expect(closed).toBe(1);
});

test.each([true, false])(
  'a form that is saved only after its person has signed out leads nobody anywhere (kept for later: %s)',
  async (isPutBy) => {
    const place = new Place(() => undefined);
    place.go('settings');
    let answer: (saved: boolean) => void = () => undefined;
    const form = {
      isDirty: true,
      isPutBy,
      save: () => new Promise<boolean>((resolve) => (answer = resolve)),
      discard: () => undefined,
    };
    for (const saved of [true, false]) {
      place.guard.watch(form);
      place.go('day');
      if (!isPutBy) void place.guard.save();
      place.guard.drop();
      answer(saved);
      await new Promise((done) => setImmediate(done));
      expect([place.screen, place.guard.asking]).toEqual(['settings', false]);
    }
  },
);
