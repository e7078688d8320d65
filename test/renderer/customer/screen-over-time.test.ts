import { describe, expect, test } from 'vitest';
import { screenAt } from '../../../src-renderer/state/customer-state.svelte.ts';
import { customer } from './views.ts';

const CODE = { payload: 'a code', whole: 60_000, left: 60_000 };

describe('what time alone does to the customer’s screen', () => {
  test('a code may be scanned until its last millisecond and not one longer', () => {
    const view = customer({ state: 'open', code: CODE });
    expect(screenAt(view, 0, 59_999)).toMatchObject({ state: 'open', code: CODE, left: 1 });
    expect(screenAt(view, 0, 60_000)).toMatchObject({ state: 'expired', code: null, left: 0 });
  });

  test('a code that ran out by the window’s own clock promises nothing about the money', () => {
    const view = customer({ state: 'open', code: CODE, nothingTaken: true });
    expect(screenAt(view, 0, 60_000).nothingTaken).toBe(false);
  });

  test('thanks are over after six seconds', () => {
    const view = customer({ state: 'paid' });
    expect(screenAt(view, 1_000, 6_999).state).toBe('paid');
    expect(screenAt(view, 1_000, 7_000).state).toBe('idle');
  });

  test('a code that comes with any other state is not shown', () => {
    for (const state of [
      'idle',
      'sending',
      'confirming',
      'paid',
      'cancelled',
      'failed',
      'expired',
      'unknown',
    ] as const) {
      expect(screenAt(customer({ state, code: CODE }), 0, 1), state).toMatchObject({ state, code: null });
    }
  });

  test('an open payment whose code has not come yet waits for it', () => {
    expect(screenAt(customer({ state: 'open', code: null }), 0, 1)).toMatchObject({
      state: 'open',
      code: null,
    });
  });
});
