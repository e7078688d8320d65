import { describe, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import { mirrorLook } from '../../../../src-renderer/till/payment/mirror/customer-mirror.ts';
import {
  adviceFor,
  lookOf,
  problemOf,
  shownState,
} from '../../../../src-renderer/till/payment/payment-look.ts';
import { payment } from '../../harness/views.ts';

describe('a payment’s state', () => {
  test.each([
    ['sending', 'Sending'],
    ['open', 'Waiting for scan'],
    ['pending', 'Customer confirms'],
    ['paid', 'Paid'],
    ['cancelled', 'Cancelled'],
    ['failed', 'Failed'],
    ['expired', 'Expired'],
    ['unknown', 'Checking, do not charge again'],
  ] as const)('%s has a word, an icon and advice: %s', (state, heading) => {
    const shown = lookOf(payment({ state }));
    expect(shown.heading).toBe(heading);
    expect(shown.icon).not.toBe('');
    expect(shown.advice).not.toMatch(/^$|[{}]/);
  });

  test('of which money went back or goes back does not send the goods over the counter', () => {
    const paid = (given: Parameters<typeof payment>[0]) => payment({ state: 'paid', ...given });
    expect(lookOf(paid({ refunded: 500 })).advice).toBe(
      'The money is yours, except ¥5.00, which was refunded.',
    );
    const partly = 'The money is yours, except ¥5.00, which has been or is being refunded.';
    expect(lookOf(paid({ refunding: 500 })).advice).toBe(partly);
    expect(lookOf(paid({ refunded: 200, refunding: 300 })).advice).toBe(partly);
    const late = { late: true, problem: { code: 'payment-late', details: {} } } as const;
    expect(adviceFor(paid({ ...late, refunded: 1_250 }))).toBe('The whole amount was refunded.');
    for (const back of [{ refunding: 1_250 }, { refunded: 500, refunding: 750 }])
      for (const how of [{}, late])
        expect(adviceFor(paid({ ...how, ...back }))).toBe(
          'The whole amount is being refunded. Do not refund it another way.',
        );
  });

  test('no two outcomes look alike, even without colour', () => {
    const ends = (['paid', 'cancelled', 'failed', 'expired', 'unknown'] as const).map(
      (state) => lookOf(payment({ state })).icon,
    );
    expect(new Set(ends).size).toBe(ends.length);
  });

  test('in progress says first that it is being cancelled, or could not be', () => {
    expect(shownState(payment({ cancelling: 'asked' }), false)).toBe('cancelling');
    expect(shownState(payment({ state: 'pending', cancelling: 'accepted' }), false)).toBe('cancelling');
    expect(shownState(payment({ cancelling: 'refused' }), false)).toBe('refused');
    expect(shownState(payment({ state: 'paid', cancelling: 'refused' }), false)).toBe('paid');
  });

  test.each(['open', 'pending'] as const)(
    'on the gateway’s page is waited for without a word of a scan, while it is %s',
    (state) => {
      const shownAs = (page: PaymentView['page'], cancelling: PaymentView['cancelling'] = 'no') =>
        lookOf(payment({ state, page, cancelling }));
      expect(shownAs('shown')).toMatchObject({
        heading: 'Customer pays',
        advice: 'The customer pays on the gateway’s page on their display. Do not charge again.',
      });
      expect(shownAs('returned').advice).toMatch(/^The customer has left .* Do not charge again\.$/);
      for (const page of ['shown', 'returned'] as const)
        expect(Object.values(shownAs(page)).join(' ')).not.toMatch(/scan/i);
      expect(shownAs('none').heading).toBe(state === 'open' ? 'Waiting for scan' : 'Customer confirms');
      expect(shownAs('shown', 'asked').heading).toBe('Cancelling');
      expect(mirrorLook(payment({ state, page: 'shown' }), '', true).line).toBe(
        'Paying on the gateway’s page',
      );
    },
  );

  test.each([
    ['supplied nothing to scan', { problem: { code: 'code-unreadable', details: {} } }],
    ['supplied more than a code can hold', { code: 'x'.repeat(2_400) }],
    ['supplied an empty link', { code: '' }],
  ] as const)('never waits for a scan where the gateway %s', (_, given) => {
    const current = payment({ code: null, ...given });
    expect(lookOf(current)).toMatchObject({
      heading: 'No code to scan',
      advice: 'Nothing was paid. Cancel this payment and charge again.',
    });
    expect(problemOf(current)?.code).toBe('code-unreadable');
    expect(mirrorLook(current, '', true).line).toBe('No code to scan');
    expect(shownState({ ...current, cancelling: 'asked' }, false)).toBe('cancelling');
    expect(shownState({ ...current, state: 'unknown', problem: null, code: null }, false)).toBe('unknown');
  });

  test('waits for a scan of a link as long as links are, and of the longest that a code holds', () => {
    for (const length of [88, 700, 2_300])
      expect(lookOf(payment({ code: 'x'.repeat(length) })).heading).toBe('Waiting for scan');
  });

  test('is not shown as good when it was paid late or in another amount', () => {
    expect(lookOf(payment({ state: 'paid' })).look).toBe('good');
    expect(lookOf(payment({ state: 'paid', late: true })).look).toBe('caution');
    const amountMismatch = { amount: 9_999, currency: 'CNY' };
    expect(lookOf(payment({ state: 'paid', amountMismatch })).look).toBe('caution');
  });

  test('says whether the till may charge when there is no payment', () => {
    expect(shownState(null, false)).toBe('idle');
    expect(shownState(null, true)).toBe('blocked');
  });
});

describe('what the cashier sees of the customer’s screen', () => {
  test('is the shop’s name between sales', () => {
    expect(mirrorLook(null, 'Garden Café', true)).toMatchObject({ look: 'quiet', line: 'Garden Café' });
  });

  test('is no welcome while nothing can be charged', () => {
    expect(mirrorLook(null, 'Garden Café', false).line).toBe('Not taking payments now');
  });

  test('shows a payment that is being cancelled as the customer’s own display does', () => {
    const lineOf = (change: Parameters<typeof payment>[0]) => mirrorLook(payment(change), '', true).line;
    expect(lineOf({ state: 'open', cancelling: 'asked' })).toBe('One moment');
    expect(lineOf({ state: 'open', cancelling: 'refused' })).toBe('Please do not pay again');
    expect(lineOf({ state: 'pending', cancelling: 'asked' })).toBe('Please do not pay again');
  });

  test('has words for every state, and shows only one as good', () => {
    const states = [
      'sending',
      'open',
      'pending',
      'paid',
      'cancelled',
      'failed',
      'expired',
      'unknown',
    ] as const;
    const looks = states.map((state) => [state, mirrorLook(payment({ state }), '', true)] as const);
    for (const [state, { line }] of looks) expect(line, state).not.toBe('');
    expect(looks.filter(([, { look }]) => look === 'good').map(([state]) => state)).toEqual(['paid']);
  });
});
