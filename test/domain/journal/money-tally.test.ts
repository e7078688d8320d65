import { describe, expect, test } from 'vitest';
import { MoneyTally } from '#domain/journal/money-tally.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import { refundIntended, refundReported } from '../../sqlite/kit/refund-events.ts';

const REFERENCE = 'T1-R1';
const seen = (statusId: number): RefundEvent => ({
  type: 'refund-observed',
  refund: refundReported(REFERENCE, 500, statusId),
});
const LOST: RefundEvent = { type: 'refund-doubted', doubt: 'no-answer', reasons: [] };
const NEVER: RefundEvent = { type: 'refund-refused', failure: 'never-arrived', reasons: [] };
const by = { id: 'p2', name: 'Chen', role: 'manager' } as const;
const SETTLED: RefundEvent = {
  type: 'refund-settled',
  outcome: 'not-refunded',
  reason: 'not in the dashboard',
  by,
  approvedBy: by,
};

/** What each Z has, if the rows of a refund of 5.00 are divided among Zs so. */
const figuresOf = (...zs: readonly (readonly RefundEvent[])[]) => {
  let refund: Refund | undefined;
  return zs.map((events) => {
    const tally = new MoneyTally(() => 12);
    for (const event of events) {
      const after = advanceRefund(refund, event, 0);
      if (!after) throw new Error(`${event.type} does not apply`);
      tally.refund(refund, after);
      refund = after;
    }
    return tally.figures();
  });
};
const once = { CNY: { count: 1, sum: 500 } };
const asked = refundIntended(REFERENCE, 500);

describe('a refund that had failed and is then found at the gateway', () => {
  test.each([
    ['declined', [asked, LOST, NEVER, seen(1), seen(4)]],
    ['declined after an unknown status', [asked, LOST, NEVER, seen(14), seen(1), seen(4)]],
    ['declined after it was settled by hand', [asked, LOST, SETTLED, seen(1), seen(4)]],
  ] as const)('counts once as failed if it is %s', (_, events) => {
    const [figures] = figuresOf(events);
    expect(figures?.refunds).toEqual({ asked: once, failed: once });
  });

  test('counts as failed only in the first of two Zs, and the second names it', () => {
    const [first, second] = figuresOf([asked, LOST, NEVER], [seen(1), seen(4)]);
    expect(first?.refunds).toEqual({ asked: once, failed: once });
    expect(second?.refunds).toEqual({});
    expect(second?.refundLines).toMatchObject([{ reference: REFERENCE, state: 'failed' }]);
  });

  test('is named by the Z in which it reserves its amount again', () => {
    const [, second] = figuresOf([asked, LOST, NEVER], [seen(1)]);
    expect(second?.refundLines).toMatchObject([{ reference: REFERENCE, state: 'requested' }]);
  });

  test('counts as settled by hand as often as a person settled it, and not as corrected by the gateway', () => {
    const given: RefundEvent = { ...SETTLED, outcome: 'refunded' };
    const tally = new MoneyTally(() => 12);
    let refund: Refund | undefined;
    for (const [at, event] of [asked, LOST, SETTLED, seen(14), given].entries()) {
      const after = advanceRefund(refund, event, at)!;
      tally.refund(refund, after);
      refund = after;
    }
    expect(tally.figures().byHand).toEqual({
      settled: { 'not-refunded': once, refunded: once },
      corrected: {},
    });
  });
});
