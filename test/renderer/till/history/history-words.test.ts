import { describe, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import { countsOf, rowWords } from '../../../../src-renderer/till/history/history-words.ts';
import { historyPage, paymentRow, refundRow } from '../../harness/history-views.ts';
import { NOON, payment } from '../../harness/views.ts';

const adviceOf = (given: Partial<PaymentView>): string =>
  rowWords(paymentRow(payment({ state: 'paid', ...given }))).advice;

const byHand = { outcome: 'paid', reason: 'listed', by: 'Lin', approvedBy: 'Chen', at: NOON } as const;

test('a day counts what its sum has, and beside it what took or returned nothing', () => {
  const sold = payment({ state: 'paid' });
  const states = ['paid', 'failed', 'cancelled', 'expired', 'unknown'] as const;
  const payments = states.map((state) => paymentRow(payment({ state, reference: state })));
  const refunds = (['refunded', 'failed'] as const).map((state) => refundRow(sold, { state }));
  const countOf = (rows: Parameters<typeof historyPage>[0]) => historyPage(rows).days.map(countsOf);
  expect(countOf([...payments, ...refunds])).toEqual([
    '1 payment · 3 not paid · 1 open · 1 refund · 1 not refunded',
  ]);
  expect(countOf(payments.slice(1, 2))).toEqual(['1 not paid']);
});

describe('a payment of the past', () => {
  test('that ended as usual says whether the money is still there', () => {
    expect(adviceOf({})).toBe('The money is yours.');
    expect(adviceOf({ refunded: 500 })).toContain('¥5.00');
    expect(adviceOf({ refunded: 1_250 })).toBe('The whole amount was refunded.');
    expect(adviceOf({ state: 'expired' })).toContain('You may charge again');
  });

  test.each([
    ['late', { late: true, problem: { code: 'payment-late', details: {} } }],
    [
      'mismatched',
      {
        amountMismatch: { amount: 9_999, currency: 'CNY' },
        problem: { code: 'payment-mismatch', details: { taken: '¥99.99', amount: '¥12.50' } },
      },
    ],
    [
      'settled by hand as paid',
      { byHand: { ...byHand, verdict: 'awaited' }, problem: { code: 'payment-settled-paid', details: {} } },
    ],
    [
      'settled by hand as not paid',
      {
        state: 'failed',
        byHand: { ...byHand, outcome: 'not-paid', verdict: 'awaited' },
        problem: { code: 'payment-settled-not-paid', details: {} },
      },
    ],
  ] satisfies [string, Partial<PaymentView>][])(
    'that was %s does not read as one that ended as usual',
    (_, given) => {
      expect(adviceOf(given)).not.toMatch(/^The money is yours\. Hand over|^No money was taken\. You may/);
    },
  );

  test('whose mismatched amount was refunded reads so', () => {
    const amountMismatch = { amount: 500, currency: 'CNY' };
    const problem = { code: 'payment-mismatch', details: {} } as const;
    expect(adviceOf({ amountMismatch, problem, refunded: 500 })).toBe('The whole amount was refunded.');
  });
});
