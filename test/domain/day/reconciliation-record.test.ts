import { describe, expect, test } from 'vitest';
import { reconcilePayments } from '#domain/day/reconcile-payments.ts';
import { MAX_LINES, NO_DIFFERENCES, reconciliationOf } from '#domain/day/reconciliation.ts';
import { SITE, ours, PAID, there } from './two-sides.ts';

describe('the record of a reconciliation', () => {
  const day = { date: '2026-11-23', from: 0, to: 1, by: null, refundsAsked: 'every' } as const;

  test('says “not reconciled”, and counts nothing, when the gateway did not answer', () => {
    expect(reconciliationOf(day, null)).toEqual({
      ...day,
      result: 'not-reconciled',
      payments: NO_DIFFERENCES.counts,
      refunds: NO_DIFFERENCES.counts,
      mended: 0,
      lines: [],
    });
  });

  test('has a limited number of lines, but counts all differences', () => {
    const many = Array.from({ length: MAX_LINES + 5 }, (_, index) => there(`T1-${index}`, PAID));
    const payments = reconcilePayments([], many, SITE, ours);
    const {
      result,
      lines,
      payments: counts,
    } = reconciliationOf(day, {
      payments,
      refunds: NO_DIFFERENCES,
      resolved: 0,
    });
    expect(result).toBe('different');
    expect(lines).toHaveLength(MAX_LINES);
    expect(counts['only-there']).toBe(MAX_LINES + 5);
  });
});
