import { describe, expect, test } from 'vitest';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import { nextRefundStep } from '#domain/refund/next-refund-step.ts';
import type { GatewayRefund, RefundEvent } from '#domain/refund/refund.ts';
import { holdsMoney, isSameRefund, reportedOf } from '#domain/refund/refund.ts';
import { HOUR, intent, live, reported, silent } from './refund-kit.ts';

describe('the rows of earlier versions', () => {
  const missed: RefundEvent = { type: 'refund-missed' };
  const wrong = reported(1, { amount: 501 });

  test('in which a list lacks a refund of other money, and it is sent again, are replayed as they were stored', () => {
    const events: readonly RefundEvent[] = [
      { type: 'refund-created', refund: wrong },
      missed,
      missed,
      missed,
      { type: 'refund-resent' },
      { type: 'refund-doubted', doubt: 'duplicate', reasons: [] },
    ];
    let refund = advanceRefund(undefined, { type: 'refund-intended', intent }, 0);
    const states = events.map((event) => (refund = advanceRefund(refund, event, 1)));
    expect(states.map((state) => state?.state)).toEqual([
      ...Array.from({ length: 4 }, () => 'unknown'),
      'sending',
      'unknown',
    ]);
    expect(states.map((state) => state?.gateway)).toEqual(events.map(() => null));
  });

  test('leave a refund that was accepted as it was reported then, though other money is reported later', () => {
    const accepted: RefundEvent = { type: 'refund-created', refund: reported(1) };
    expect(live([accepted, { type: 'refund-observed', refund: wrong }])).toMatchObject({
      state: 'unknown',
      doubt: 'wrong-echo',
      gateway: { amount: 500 },
    });
  });

  test('have an imported refund in another currency without what was reported, and it is known by its reference', () => {
    const found = reported(2, { reference: 'refund-77', currency: 'USD' });
    const imported = { ...intent, reference: 'refund-77', requestId: '' };
    const refund = advanceRefund(undefined, { type: 'refund-found', intent: imported, refund: found }, 0)!;
    expect(refund).toMatchObject({ state: 'unknown', doubt: 'wrong-echo', gateway: null });
    const listed = reported(2, { reference: '', currency: 'USD' });
    expect(isSameRefund(refund, listed)).toBe(true);
    expect(reportedOf(refund, [listed], [refund])).toBe(listed);
    const lacking = [missed, missed, missed].reduce(
      (before, event) => advanceRefund(before, event, 0)!,
      refund,
    );
    expect(nextRefundStep(lacking, silent, 31_000).do).toBe('look-up');
  });
});

describe('a refund that a manager settled as not refunded', () => {
  const lost: RefundEvent = { type: 'refund-doubted', doubt: 'no-answer', reasons: [] };
  const by = { id: 'p2', name: 'Chen', role: 'manager' } as const;
  const settled: RefundEvent = {
    type: 'refund-settled',
    outcome: 'not-refunded',
    reason: 'the dashboard lacks it',
    by,
    approvedBy: by,
  };
  const observed = (refund: GatewayRefund): RefundEvent => ({ type: 'refund-observed', refund });

  test.each([
    ['on its way', reported(1), { state: 'requested' }],
    ['in a status that nobody knows', reported(14), { state: 'unknown', doubt: 'unknown-status' }],
    ['with another amount', reported(1, { amount: 501 }), { state: 'unknown', doubt: 'wrong-echo' }],
  ] as const)('reserves its amount again once the gateway lists it %s', (_, listed, expected) => {
    const refund = live([lost, settled, observed(listed)]);
    expect(refund).toMatchObject({ ...expected, byHand: { verdict: 'awaited' } });
    expect(holdsMoney(refund)).toBe(true);
    expect(advanceRefund(refund, observed(listed), 1)).toBeUndefined();
  });

  test('is then confirmed or corrected by how it ends', () => {
    const listed = [lost, settled, observed(reported(1))];
    expect(live([...listed, observed(reported(4))])).toMatchObject({
      state: 'failed',
      byHand: { verdict: 'confirmed' },
    });
    expect(live([...listed, { type: 'refund-corrected', refund: reported(2) }])).toMatchObject({
      state: 'refunded',
      byHand: { verdict: 'corrected' },
    });
  });

  test('while the gateway had it on its way stays so as long as the gateway says nothing else', () => {
    const accepted: RefundEvent = { type: 'refund-created', refund: reported(1) };
    const days = 100 * HOUR;
    const refund = advanceRefund(live([accepted]), settled, days)!;
    expect(refund).toMatchObject({ state: 'failed', failure: 'settled-by-hand' });
    expect(advanceRefund(refund, observed(reported(1)), days)).toBeUndefined();
    expect(advanceRefund(refund, observed(reported(14)), days)).toMatchObject({ state: 'unknown' });
  });

  test('is not in doubt for ever because the gateway keeps listing it with another amount', () => {
    const wrong = observed(reported(1, { amount: 501 }));
    for (const before of [lost, { type: 'refund-created', refund: reported(1, { amount: 501 }) } as const]) {
      const refund = live([before, settled, wrong, settled]);
      expect(refund).toMatchObject({ state: 'failed', failure: 'settled-by-hand' });
      expect(advanceRefund(refund, wrong, 1)).toBeUndefined();
    }
  });

  test('may be settled once more if it is then in doubt, and the gateway has no news', () => {
    const refund = live([lost, settled, observed(reported(14)), settled]);
    expect(refund).toMatchObject({ state: 'failed', failure: 'settled-by-hand' });
    expect(advanceRefund(refund, observed(reported(14)), 1)).toBeUndefined();
  });
});
