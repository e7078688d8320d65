import { describe, expect, test } from 'vitest';
import { refundView } from '#handlers/views/refund-view.ts';
import type { RefundSettledAs } from '#domain/refund/refund.ts';
import { cashier, manager, PAYMENT, paidShop } from './refund-kit.ts';

const HOUR = 3_600_000;
const [REQUESTED, REFUNDED, FAILED] = [1, 2, 4];
const because = (outcome: RefundSettledAs) =>
  ({ outcome, reason: 'the dashboard says so', by: cashier, approvedBy: manager }) as const;

/** A refund of 5.00 that the gateway has requested and never ends. */
const slowRefund = async () => {
  const shop = paidShop();
  const reference = await shop.refunded(500);
  await shop.clock.pass(0);
  shop.gateway.set(reference, REQUESTED);
  await shop.clock.pass(73 * HOUR);
  expect(shop.stateOf(reference)).toBe('requested');
  const gatewaySays = async (status: number): Promise<void> => {
    shop.gateway.set(reference, status);
    await shop.clock.pass(2 * 60_000);
  };
  const refund = () => shop.journal.refund(reference)!;
  const events = () => shop.journal.refundStory(reference).map(({ event }) => event.type);
  return { ...shop, reference, gatewaySays, refund, events };
};

describe('a refund whose outcome stays unknown', () => {
  test('is settled as refunded: that much less of the payment can be refunded', async () => {
    const { desk, reference, refund, journal } = await slowRefund();
    expect(desk.tracker.settle(reference, because('refunded'))).toMatchObject({ state: 'refunded' });
    expect(refund().byHand).toMatchObject({ ...because('refunded'), verdict: 'awaited' });
    expect(journal.refundsOf(PAYMENT)).toMatchObject([{ state: 'refunded' }]);
  });

  test('is settled as not refunded: it may be refunded again', async () => {
    const { desk, reference, refund, refunded } = await slowRefund();
    desk.tracker.settle(reference, because('not-refunded'));
    expect(refund()).toMatchObject({ state: 'failed', failure: 'settled-by-hand' });
    await expect(refunded(1_250)).resolves.toBeDefined();
  });

  test('is not settled while the gateway may still need its days, nor once it has ended', async () => {
    const shop = paidShop();
    const reference = await shop.refunded(500);
    await shop.clock.pass(0);
    shop.gateway.set(reference, REQUESTED);
    await shop.clock.pass(HOUR);
    expect(shop.desk.tracker.settle(reference, because('refunded'))).toBeUndefined();
    shop.gateway.set(reference, FAILED);
    await shop.clock.pass(HOUR);
    expect(shop.stateOf(reference)).toBe('failed');
    expect(shop.desk.tracker.settle(reference, because('refunded'))).toBeUndefined();
  });
});

describe('what the gateway says of it later', () => {
  test('confirms it', async () => {
    const { desk, reference, gatewaySays, refund, events } = await slowRefund();
    desk.tracker.settle(reference, because('refunded'));
    await gatewaySays(REFUNDED);
    expect(refund()).toMatchObject({ state: 'refunded', byHand: { verdict: 'confirmed' } });
    expect(events()).not.toContain('refund-corrected');
  });

  test('confirms that nothing was refunded, and the till no longer says that it has not', async () => {
    const { desk, reference, gatewaySays, refund } = await slowRefund();
    desk.tracker.settle(reference, because('not-refunded'));
    const problem = () => refundView(refund(), null, false).problem;
    expect(problem()).toMatchObject({ code: 'refund-settled-not-refunded' });
    await gatewaySays(FAILED);
    expect(refund()).toMatchObject({ state: 'failed', byHand: { verdict: 'confirmed' } });
    expect(problem()).toBeNull();
  });

  test('corrects it to not refunded, after a restart as well', async () => {
    const { desk, openDesk, reference, gatewaySays, refund, events } = await slowRefund();
    desk.tracker.settle(reference, because('refunded'));
    await desk.tracker.stop();
    openDesk().tracker.resume();
    await gatewaySays(FAILED);
    expect(refund()).toMatchObject({
      state: 'failed',
      byHand: { outcome: 'refunded', verdict: 'corrected' },
    });
    expect(events()).toContain('refund-corrected');
  });

  test('corrects it to refunded', async () => {
    const { desk, reference, gatewaySays, refund, events } = await slowRefund();
    desk.tracker.settle(reference, because('not-refunded'));
    await gatewaySays(REFUNDED);
    expect(refund()).toMatchObject({ state: 'refunded', byHand: { verdict: 'corrected' } });
    expect(events()).toContain('refund-corrected');
  });

  test.each([
    ['refunded', 'corrected'],
    ['not-refunded', 'confirmed'],
  ] as const)(
    'is awaited again once one settled as %s, which then failed, is on its way again',
    async (outcome, verdict) => {
      const { desk, reference, gatewaySays, refund, gateway, clock } = await slowRefund();
      desk.tracker.settle(reference, because(outcome));
      await gatewaySays(FAILED);
      expect(refund()).toMatchObject({ state: 'failed', byHand: { verdict } });
      await gatewaySays(REQUESTED);
      expect(refund()).toMatchObject({ state: 'requested', byHand: { outcome, verdict: 'awaited' } });
      expect(refundView(refund(), null, false)).toMatchObject({
        state: 'requested',
        problem: null,
        byHand: { verdict: 'awaited' },
      });
      gateway.set(reference, FAILED);
      await clock.pass(30 * HOUR);
      expect(refund()).toMatchObject({ state: 'failed', byHand: { verdict } });
    },
  );
});

describe('a refund that never showed at the gateway and was settled as not refunded', () => {
  const lostRefund = async () => {
    const shop = paidShop();
    const list = shop.gateway.listRefunds.bind(shop.gateway);
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(500);
    shop.gateway.listRefunds = () =>
      Promise.resolve({ kind: 'server-fault', status: 500, retryAfterMs: null });
    await shop.clock.pass(0);
    shop.desk.tracker.settle(reference, because('not-refunded'));
    expect(shop.stateOf(reference)).toBe('failed');
    return { ...shop, reference, appears: () => void (shop.gateway.listRefunds = list) };
  };

  test('is not refunded a second time once the gateway lists it as requested', async () => {
    const { appears, refund, gateway, stateOf, reference, clock, desk } = await lostRefund();
    appears();
    expect(await refund(500)).toEqual({ ok: false, why: 'refund-changed' });
    expect(stateOf(reference)).toBe('requested');
    expect(await desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 750 } });
    await clock.pass(HOUR);
    expect(gateway.sent).toHaveLength(1);
    gateway.set(reference, REFUNDED);
    await clock.pass(HOUR);
    expect(stateOf(reference)).toBe('refunded');
  });

  test('does not keep another from being made at a gateway that gives no list', async () => {
    const { refund, gateway } = await lostRefund();
    gateway.listRefunds = () => Promise.resolve({ kind: 'not-found' });
    expect(await refund(500)).toMatchObject({ ok: true });
  });
});
