/**
 * What a reconciliation says about a payment or refund that a manager settled by hand and the gateway has not
 * confirmed.
 */
import { describe, expect, test } from 'vitest';
import { reconcilePayments } from '#domain/day/reconcile-payments.ts';
import { reconcileRefunds } from '#domain/day/reconcile-refunds.ts';
import type { Payment, SettledAs } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { settledBy } from '#domain/story/by-hand.ts';
import {
  CANCELLED,
  CHARGED_BACK,
  DISPUTED,
  lived,
  OPEN,
  ours,
  PAID,
  refund,
  REFUNDED,
  refundThere,
  REVIEW,
  silent,
  SITE,
  there,
  whys,
} from './two-sides.ts';

const settlement = {
  reason: 'seen on the phone',
  by: { id: 'lin', name: 'Lin', role: 'cashier' },
  approvedBy: { id: 'chen', name: 'Chen', role: 'manager' },
} as const;

const settled = (outcome: SettledAs): Payment =>
  lived('A', silent, { type: 'settled', outcome, ...settlement });

const settledRefund = (as: 'refunded' | 'failed', now: Parameters<typeof refund>[0] = as): Refund => {
  const outcome = as === 'refunded' ? 'refunded' : 'not-refunded';
  return { ...refund(now, '7'), byHand: settledBy({ outcome, ...settlement }, 0) };
};

describe('a payment settled as paid', () => {
  test.each([
    ['is open there', [there('A', OPEN)], ['different: settled-paid']],
    ['is cancelled there', [there('A', CANCELLED)], ['different: settled-paid']],
    ['is not there', [], ['only-here: settled-paid']],
    ['is of another amount there', [there('A', PAID, { amount: 1 })], ['different: other-money']],
    ['is disputed there', [there('A', DISPUTED)], ['different: disputed-there']],
    ['is charged back there', [there('A', CHARGED_BACK)], ['different: disputed-there']],
    ['is paid there', [there('A', PAID)], []],
    ['is refunded there', [there('A', REFUNDED)], []],
  ])('%s', (_title, listed, expected) => {
    expect(whys(reconcilePayments([settled('paid')], listed, SITE, ours))).toEqual(expected);
  });
});

describe('a payment settled as not paid', () => {
  test.each([
    ['is open there', [there('A', OPEN)], ['different: settled-not-paid']],
    ['is unclear there', [there('A', REVIEW)], ['different: settled-not-paid']],
    ['is paid there', [there('A', PAID)], ['different: paid-there']],
    ['is cancelled there', [there('A', CANCELLED)], []],
    ['is not there', [], []],
  ])('%s', (_title, listed, expected) => {
    expect(whys(reconcilePayments([settled('not-paid')], listed, SITE, ours))).toEqual(expected);
  });

  test.each([DISPUTED, CHARGED_BACK, REFUNDED])(
    'was taken once by status %i, so nobody may charge again',
    (status) => {
      const [why] = whys(reconcilePayments([settled('not-paid')], [there('A', status)], SITE, ours));
      expect(why).toBe('different: unclear');
    },
  );
});

describe('a refund settled by hand', () => {
  test.each([
    [
      'as refunded is under way there',
      settledRefund('refunded'),
      [refundThere(1)],
      ['different: refund-settled-refunded'],
    ],
    [
      'as refunded failed there',
      settledRefund('refunded'),
      [refundThere(4)],
      ['different: refund-settled-refunded'],
    ],
    ['as refunded is not there', settledRefund('refunded'), [], ['only-here: refund-settled-refunded']],
    [
      'as not refunded is under way there',
      settledRefund('failed'),
      [refundThere(1)],
      ['different: refund-settled-not-refunded'],
    ],
    [
      'as not refunded is done there',
      settledRefund('failed'),
      [refundThere(2)],
      ['different: refund-given-there'],
    ],
    ['as not refunded failed there', settledRefund('failed'), [refundThere(4)], []],
    [
      'as not refunded, but on its way again, is under review there',
      settledRefund('failed', 'requested'),
      [refundThere(14)],
      ['different: refund-otherwise'],
    ],
    [
      'as refunded, but on its way again, is not there',
      settledRefund('refunded', 'requested'),
      [],
      ['only-here: refund-only-here'],
    ],
  ])('%s', (_title, here, listed, expected) => {
    expect(whys(reconcileRefunds('A', [here], listed))).toEqual(expected);
  });
});
