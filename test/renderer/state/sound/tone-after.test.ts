import { describe, expect, test } from 'vitest';
import { toneAfter } from '../../../../src-renderer/state/sound/tone-after.ts';
import { payment } from '../../harness/views.ts';

describe('the till’s three tones', () => {
  const open = payment({ state: 'open' });

  test.each([
    ['paid', 'paid'],
    ['failed', 'failed'],
    ['expired', 'attention'],
    ['unknown', 'attention'],
    ['pending', null],
    ['cancelled', null],
  ] as const)('a payment that becomes %s plays the tone %s', (state, tone) => {
    expect(toneAfter(open, payment({ state }))).toBe(tone);
  });

  test('the outcome sounds once, not at every later change', () => {
    const paid = payment({ state: 'paid' });
    expect(toneAfter(paid, { ...paid, statusName: 'Captured' })).toBeNull();
  });

  test('a late payment and a refused cancel call for attention', () => {
    expect(toneAfter(payment({ state: 'expired' }), payment({ state: 'paid', late: true }))).toBe(
      'attention',
    );
    expect(toneAfter(open, payment({ state: 'open', cancelling: 'refused' }))).toBe('attention');
  });
});
