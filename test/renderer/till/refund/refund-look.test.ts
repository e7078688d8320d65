import { describe, expect, test } from 'vitest';
import { confirmWords, refundLook } from '../../../../src-renderer/till/refund/refund-look.ts';
import { refundSums } from '../../../../src-renderer/till/refund/refund-sums.ts';
import { payment, refund } from '../../harness/views.ts';

describe('a refund in words', () => {
  test.each(['requested', 'refunded', 'failed', 'unknown'] as const)(
    'that is %s has its own word, icon and advice',
    (state) => {
      const others = (['requested', 'refunded', 'failed', 'unknown'] as const).filter((one) => one !== state);
      const shown = refundLook(refund({ state }));
      for (const other of others.map((one) => refundLook(refund({ state: one })))) {
        expect([shown.word, shown.icon, shown.advice]).not.toContain(other.word);
        expect(shown.icon).not.toBe(other.icon);
        expect(shown.advice).not.toBe(other.advice);
      }
      expect(shown.small).toBe('');
    },
  );

  test('is confirmed by its sum, and never by a sum of nothing', () => {
    expect(confirmWords(2_130, 'CNY')).toBe('Refund ¥21.30');
    expect(confirmWords(undefined, 'CNY')).not.toMatch(/\d/);
  });

  test('that the gateway refused says why, in the gateway’s words too, and where the money is', () => {
    const problem = {
      code: 'refund-rejected',
      details: { gatewayCode: 18, gatewayText: '18 Too old' },
    } as const;
    const { advice, small } = refundLook(refund({ state: 'failed', problem }));
    expect(advice).toContain('The gateway refused this refund');
    expect(advice).toContain('the shop still has the money');
    expect(small).toBe('Code 18 Too old');
  });

  test('that belongs to another SiteID names it, and does not say that the till is checking', () => {
    const problem = { code: 'refund-stranded', details: { site: '2000' } } as const;
    const { advice } = refundLook(refund({ state: 'unknown', problem }));
    expect(advice).toContain('SiteID 2000');
    expect(advice).not.toContain('is checking');
  });
});

describe('how much of a payment is refunded', () => {
  test('is not shown when nothing is refunded', () => {
    expect(refundSums(payment({ state: 'paid' }))).toEqual([]);
  });

  test('is shown as refunded and in progress', () => {
    const [back, underway, ...more] = refundSums(payment({ refunded: 250, refunding: 1_000 }));
    expect(back).toContain('2.50');
    expect(underway).toContain('10.00');
    expect(more).toEqual([]);
  });
});
