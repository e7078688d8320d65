import { expect, test } from 'vitest';
import { rowWords } from '../../../../src-renderer/till/history/history-words.ts';
import { refundSums } from '../../../../src-renderer/till/refund/refund-sums.ts';
import { payment } from '../../harness/views.ts';

test('what was refunded is named in the currency in which it was taken', () => {
  const dollars = payment({
    state: 'paid',
    amountMismatch: { amount: 1_250, currency: 'USD' },
    refunded: 500,
    refunding: 250,
  });
  expect(refundSums(dollars)).toEqual(['USD 5.00 refunded', 'USD 2.50 being refunded']);
  expect(rowWords({ kind: 'payment', payment: dollars, date: '2026-11-05' }).advice).toContain('USD 7.50');
  expect(refundSums(payment({ state: 'paid', refunded: 500 }))).toEqual(['¥5.00 refunded']);
});
