import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { advance } from '#domain/payment/advance.ts';
import { blocksUntil, mayBeDismissed } from '#domain/payment/next-charge.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { intended, NOON, reportedPayment } from '../../sqlite/kit/new-journal.ts';

const after = (before: Payment | undefined, event: PaymentEvent, at: number): Payment => {
  const payment = advance(before, event, at);
  if (!payment) throw new Error(`${event.type} does not apply`);
  return payment;
};

test('a payment that no longer blocks may be dismissed although its cancel was asked only a moment ago', () => {
  const begun = after(undefined, intended('T1-1'), NOON);
  const open = after(begun, { type: 'created', payment: reportedPayment('T1-1', 1) }, NOON);
  const late = blocksUntil(open);
  const cancelled = (at: number): Payment =>
    after(open, { type: 'cancel-asked', by: 'deadline', person: null }, at);
  expect(mayBeDismissed(cancelled(late), late)).toBe(true);
  expect(mayBeDismissed(cancelled(NOON), NOON + PACE.cancelHolds - 1)).toBe(false);
  expect(mayBeDismissed(cancelled(NOON), NOON + PACE.cancelHolds)).toBe(true);
});
