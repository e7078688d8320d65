import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { people, signedIn, signedOut } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
  await shown.size(1024, 600);
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const DONE = { ok: true, value: {} };
const refusal = (code: string, details = {}) => ({ ok: false, problem: { code, details } });
const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
const press = (key: string) => shown.page.keyboard.press(key);
const handed = () => shown.calls('session.changePin');
const focused = () => shown.page.evaluate(() => document.activeElement?.getAttribute('data-testid'));

const typed = async () =>
  Promise.all(['pin-present', 'pin-new', 'pin-again'].map(async (field) => at(field).inputValue()));

/** Types all three and Enter after each. */
const typeAll = async (present: string, pin: string, again = pin): Promise<void> => {
  for (const typed of [present, pin, again]) {
    await shown.page.keyboard.type(typed);
    await press('Enter');
  }
};

beforeEach(async () => {
  await shown.open({}, signedIn({ person: lin }));
  await shown.reply('session.changePin', DONE);
  await at('change-pin').click();
  await at('own-pin').waitFor();
});

describe('people change their own PIN', () => {
  test('by the keyboard alone: Enter goes on from field to field, and saves after the last', async () => {
    await typeAll('4711', '8204');
    await at('own-pin-saved').waitFor();
    expect(await handed()).toEqual([{ present: '4711', pin: '8204' }]);
    expect(await at('pin-present').count()).toBe(0);
    // Another key between, or the next Enter would be the second one of a double press.
    await press('Shift');
    await press('Enter');
    await at('own-pin').waitFor({ state: 'detached' });
  });

  test('by touch, with mistakes erased', async () => {
    const tap = async (keys: readonly string[]): Promise<void> => {
      for (const key of keys) await at(`pin-${key}`).click();
    };
    await tap(['4', '7', '1', '1', 'enter', '8', '2', '5', 'erase', '0', '4', 'enter']);
    await at('pin-again').click();
    await tap(['8', '2', '0', '4']);
    await at('pin-save').click();
    await at('own-pin-saved').waitFor();
    expect(await handed()).toEqual([{ present: '4711', pin: '8204' }]);
  });

  test('and see how many digits their role needs, but no digit they type', async () => {
    await shown.page.keyboard.type('4711');
    expect(await at('own-pin').innerText()).toContain('at least 4 digits');
    expect(await at('own-pin').innerText()).not.toContain('4711');
    expect(await at('pin-present').getAttribute('type')).toBe('password');
    expect(await axeViolations(shown.page)).toEqual([]);
  });

  test('but not when the two new PINs differ', async () => {
    await typeAll('4711', '8204', '8205');
    expect(await at('pin-problem').textContent()).toContain('do not match');
    expect(await handed()).toEqual([]);
    expect(await focused()).toBe('pin-new');
    expect(await at('pin-new-error').textContent()).toBe('Enter both again');
    expect(await typed()).toEqual(['4711', '8204', '8205']);
    await shown.page.keyboard.type('8204');
    await press('Enter');
    await shown.page.keyboard.type('8204');
    await press('Enter');
    await at('own-pin-saved').waitFor();
  });

  test('but not with a wrong current one, which alone must be typed again', async () => {
    await shown.reply('session.changePin', refusal('pin-wrong'));
    await typeAll('9999', '8204');
    expect(await at('pin-problem').textContent()).toContain('Wrong PIN');
    expect(await focused()).toBe('pin-present');
    expect(await at('pin-present-error').textContent()).toBe('Enter it again');
    expect(await typed()).toEqual(['', '8204', '8204']);
    await shown.reply('session.changePin', DONE);
    await shown.page.keyboard.type('4711');
    await press('Enter');
    await at('own-pin-saved').waitFor();
    expect((await handed()).at(-1)).toEqual({ present: '4711', pin: '8204' });
  });

  test('but not to one that is too short, and see how long it must be', async () => {
    await shown.reply('session.changePin', refusal('pin-too-short', { digits: 4 }));
    await typeAll('4711', '820');
    expect(await at('pin-problem').textContent()).toContain('at least 4 digits');
    expect(await focused()).toBe('pin-new');
    expect(await at('pin-new-error').textContent()).toBe('Enter both again');
    expect(await typed()).toEqual(['4711', '820', '820']);
    expect(await axeViolations(shown.page)).toEqual([]);
  });

  test('but must wait as at sign-in after too many wrong ones', async () => {
    const waiting = people.map((one) =>
      one.id === 'lin' ? { ...one, lockedUntil: Date.now() + 3_600_000 } : one,
    );
    await shown.push('session.changed', signedIn({ person: lin, people: waiting }));
    expect(await at('pin-wait').textContent()).toContain('Too many wrong PINs');
    expect(await at('pin-save').isDisabled()).toBe(true);
    await typeAll('4711', '8204');
    expect(await handed()).toEqual([]);
  });

  test('or leave with Escape: nothing changes, and no digit ends up in an amount', async () => {
    await at('own-pin-cancel').focus();
    await shown.page.keyboard.type('4711');
    await press('Escape');
    await at('own-pin').waitFor({ state: 'detached' });
    expect(await handed()).toEqual([]);
    expect(await at('amount').textContent()).toBe('0.00');
  });

  test('and the focus returns to where it was before', async () => {
    await press('Escape');
    await at('change-pin').focus();
    await press('Enter');
    await at('own-pin').waitFor();
    expect(await focused()).toBe('pin-present');
    await press('Escape');
    await at('own-pin').waitFor({ state: 'detached' });
    expect(await focused()).toBe('change-pin');
  });

  test('and what is half typed is cleared when the till locks', async () => {
    await shown.page.keyboard.type('4711');
    await shown.push('session.changed', signedOut(lin));
    await at('own-pin').waitFor({ state: 'detached' });
    await shown.push('session.changed', signedIn({ person: lin }));
    await at('charge').waitFor();
    expect(await at('own-pin').count()).toBe(0);
  });
});

test('in training there is no PIN to change', async () => {
  await shown.open({}, signedIn({ isTraining: true }));
  expect(await at('change-pin').count()).toBe(0);
});
