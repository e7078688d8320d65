import { describe, expect, test } from 'vitest';
import { customerTone } from '../../../../src-renderer/state/sound/customer-tone.ts';

const open = { state: 'open', nothingTaken: false } as const;

describe('the customer’s tone', () => {
  test.each([
    ['paid', false, 'paid'],
    ['failed', true, 'failed'],
    ['expired', true, 'failed'],
    // Perhaps money was taken: the customer should not walk away.
    ['failed', false, 'attention'],
    ['expired', false, 'attention'],
    ['unknown', false, 'attention'],
    ['confirming', false, null],
    ['cancelling', false, null],
    ['cancelled', true, null],
    ['idle', false, null],
  ] as const)('for a payment that becomes %s, nothing taken: %s, is %s', (state, nothingTaken, tone) => {
    expect(customerTone(open, { state, nothingTaken })).toBe(tone);
  });

  test('sounds once, and not for what a window showed when it opened', () => {
    const paid = { state: 'paid', nothingTaken: false } as const;
    expect(customerTone(paid, paid)).toBeNull();
    expect(customerTone(null, paid)).toBeNull();
  });
});
