/** What becomes of a payment once it is proven that the gateway never got it. */
import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { advance } from '#domain/payment/advance.ts';
import { nextStep } from '#domain/payment/next-step.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { intent } from '../../support/station-kit.ts';

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];
const NOON = 12 * HOUR;
const contact = { since: NOON, lastAt: null, failures: 0, notBefore: 0, chance: 0.5 };

/** Begun at `at`, by a clock that now shows noon, and looked up three times over half a minute since. */
const nextOf = (at: number): string => {
  const now = NOON + 31 * SECOND;
  const looks: [PaymentEvent, number][] = [0, 15 * SECOND, 31 * SECOND].map((after) => [
    { type: 'missed' },
    NOON + after,
  ]);
  const events: [PaymentEvent, number][] = [
    [{ type: 'doubted', doubt: 'no-answer', reasons: [] }, NOON],
    ...looks,
  ];
  const payment = events.reduce<Payment | undefined>(
    (before, [event, when]) => advance(before, event, when) ?? before,
    advance(undefined, { type: 'intended', intent }, at),
  )!;
  return nextStep(payment, contact, now, () => PACE.polls).do;
};

test('it is sent again while its customer may still be there', () => {
  expect(nextOf(NOON)).toBe('send-again');
  expect(nextOf(NOON - MINUTE)).toBe('send-again');
});

test('it fails once its code would have expired', () => {
  expect(nextOf(NOON - 24 * HOUR)).toBe('fail');
});

test('it fails if the clock was set back since it began, so that nobody knows whether its customer is still there', () => {
  expect(nextOf(NOON + 24 * HOUR)).toBe('fail');
});
