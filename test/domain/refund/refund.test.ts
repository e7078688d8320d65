import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '#domain/payment/advance.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import { nextRefundStep } from '#domain/refund/next-refund-step.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { GatewayRefund, RefundEvent } from '#domain/refund/refund.ts';
import { holdsMoney, leftToRefund } from '#domain/refund/refund.ts';
import { intent as sale } from '../../support/station-kit.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';
import { HOUR, intent, live, reported, silent } from './refund-kit.ts';

/** A sale of 12.50 for which the gateway took this amount, in hundredths. */
const soldFor = (taken: number): Payment => {
  const payment = gatewayPayment(sale, { statusId: 2, amount: taken });
  return advance(advance(undefined, { type: 'intended', intent: sale }, 0), { type: 'created', payment }, 0)!;
};

const anyReport = fc
  .constantFrom(1, 2, 3, 4, 5, 7, 14, 99)
  .chain((statusId) =>
    fc.constantFrom(
      reported(statusId),
      reported(statusId, { currency: null }),
      reported(statusId, { amount: 501 }),
      reported(statusId, { reference: 'somebody-else' }),
    ),
  );
const anyEvent: fc.Arbitrary<RefundEvent> = fc.oneof(
  anyReport.map((refund): RefundEvent => ({ type: 'refund-created', refund })),
  anyReport.map((refund): RefundEvent => ({ type: 'refund-observed', refund })),
  fc.constantFrom<RefundEvent>(
    { type: 'refund-resent' },
    { type: 'refund-missed' },
    { type: 'refund-doubted', doubt: 'no-answer', reasons: [] },
    { type: 'refund-doubted', doubt: 'duplicate', reasons: [] },
    { type: 'refund-refused', failure: 'rejected', reasons: [] },
    { type: 'refund-refused', failure: 'never-arrived', reasons: [] },
  ),
);

describe('whatever happens to a refund', () => {
  test('what was refunded stays refunded', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), anyEvent, (events, next) => {
        const refund = live(events);
        fc.pre(refund.state === 'refunded');
        expect(advanceRefund(refund, next, 1)).toBeUndefined();
      }),
    );
  });

  test('it is refunded only when the gateway says so about this very refund', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
        const refund = live(events);
        if (refund.state !== 'refunded') return;
        expect(refund.gateway).toMatchObject({ statusId: 2, reference: intent.reference, amount: 500 });
      }),
    );
  });

  test('it is sent again only after three look-ups over half a minute, and never once the gateway has reported it', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.integer({ min: 0, max: HOUR }), (events, now) => {
        const refund = live(events);
        const step = nextRefundStep(refund, silent, now);
        if (step.do !== 'send-again') return;
        expect(refund).toMatchObject({ state: 'unknown', gateway: null });
        expect(refund.state === 'unknown' && refund.misses).toBeGreaterThanOrEqual(3);
        expect(now).toBeGreaterThanOrEqual(30_000);
      }),
    );
  });

  test('the till stops asking about it only once it has ended', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
        const refund = live(events);
        const rests = nextRefundStep(refund, silent, 0).do === 'rest';
        if (rests) expect(['refunded', 'failed']).toContain(refund.state);
      }),
    );
  });
});

describe('a refund', () => {
  test('that the gateway has accepted is polled for days, at growing intervals', () => {
    const refund = live([{ type: 'refund-created', refund: reported(1) }]);
    const next = (now: number) => {
      const step = nextRefundStep(refund, { ...silent, lastAt: now }, now);
      return 'at' in step ? step.at - now : 0;
    };
    expect([0, 5 * 60_000, HOUR / 2, 10 * HOUR, 72 * HOUR].map(next)).toEqual([
      3_000,
      15_000,
      300_000,
      HOUR,
      24 * HOUR,
    ]);
  });

  test('that failed after the gateway accepted it is watched, because it may still succeed', () => {
    const refund = live([
      { type: 'refund-created', refund: reported(1) },
      { type: 'refund-observed', refund: reported(4) },
    ]);
    expect(refund).toMatchObject({ state: 'failed', failure: 'declined' });
    expect(nextRefundStep(refund, silent, 0).do).toBe('watch');
    expect(advanceRefund(refund, { type: 'refund-observed', refund: reported(2) }, 1)).toMatchObject({
      state: 'refunded',
    });
  });

  test('that never arrived is not sent the next day', () => {
    const missed: RefundEvent = { type: 'refund-missed' };
    const doubt: RefundEvent = { type: 'refund-doubted', doubt: 'no-answer', reasons: [] };
    const refund = live([doubt, missed, missed, missed]);
    expect(nextRefundStep(refund, silent, 31_000).do).toBe('send-again');
    expect(nextRefundStep(refund, silent, 20 * HOUR).do).toBe('fail');
  });

  test('that never arrived is not sent if the clock was set back, so that nobody knows how old it is', () => {
    const missed: RefundEvent = { type: 'refund-missed' };
    const doubt: RefundEvent = { type: 'refund-doubted', doubt: 'no-answer', reasons: [] };
    const begun = live([doubt, missed, missed, missed]);
    const refund = { ...begun, startedAt: 24 * HOUR };
    expect(nextRefundStep(refund, silent, 4 * HOUR).do).toBe('fail');
  });

  test.each(['rejected', 'credentials-refused', 'not-sent', 'never-arrived'] as const)(
    'that failed as %s without a record at the gateway reserves its amount again once the gateway lists it',
    (failure) => {
      const failed = live([
        ...(failure === 'never-arrived'
          ? [{ type: 'refund-doubted', doubt: 'no-answer', reasons: [] } as const]
          : []),
        { type: 'refund-refused', failure, reasons: [] },
      ]);
      expect(failed).toMatchObject({ state: 'failed', failure });
      const listed = (refund: GatewayRefund) => advanceRefund(failed, { type: 'refund-observed', refund }, 1);
      expect(listed(reported(1))).toMatchObject({ state: 'requested', gateway: { id: '77' } });
      expect(listed(reported(2))).toMatchObject({ state: 'refunded' });
      expect(listed(reported(14))).toMatchObject({ state: 'unknown', doubt: 'unknown-status' });
      expect(listed(reported(1, { amount: 501 }))).toMatchObject({ state: 'unknown', doubt: 'wrong-echo' });
      expect(listed(reported(4))).toBeUndefined();
      expect(listed(reported(1, { reference: 'somebody-else' }))).toBeUndefined();
    },
  );

  test('that seemed never to arrive is watched, because the gateway may list it late', () => {
    const refund = live([
      { type: 'refund-doubted', doubt: 'no-answer', reasons: [] },
      { type: 'refund-refused', failure: 'never-arrived', reasons: [] },
    ]);
    expect(nextRefundStep(refund, silent, 0).do).toBe('watch');
    const refused = live([{ type: 'refund-refused', failure: 'rejected', reasons: [] }]);
    expect(nextRefundStep(refused, silent, 0).do).toBe('rest');
  });

  test('that the gateway has with another amount is never sent again, however often a list lacks it', () => {
    const missed: RefundEvent = { type: 'refund-missed' };
    const wrong: RefundEvent = { type: 'refund-created', refund: reported(1, { amount: 501 }) };
    const refund = live([wrong, missed, missed, missed]);
    expect(refund).toMatchObject({ state: 'unknown', doubt: 'wrong-echo' });
    expect(nextRefundStep(refund, silent, 31_000).do).toBe('look-up');
    const again = advanceRefund(refund, { type: 'refund-observed', refund: reported(1, { amount: 501 }) }, 1);
    expect(again).toBeUndefined();
  });

  test('reserves its amount until it has failed, so that nothing is refunded twice', () => {
    const open = live([]);
    const failed = live([{ type: 'refund-refused', failure: 'rejected', reasons: [] }]);
    expect([open, failed].map(holdsMoney)).toEqual([true, false]);
    expect(leftToRefund(soldFor(1_250), [open, failed])).toBe(750);
  });

  test('is never more than was taken, nor more than was charged', () => {
    const open = live([]);
    expect(leftToRefund(soldFor(600), [open])).toBe(100);
    expect(leftToRefund(soldFor(500), [open])).toBe(0);
    expect(leftToRefund(soldFor(9_999), [open])).toBe(750);
  });
});
