import { describe, expect, test } from 'vitest';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';
import { sell } from '../../sqlite/kit/new-journal.ts';
import { gatewayRefund } from '../../support/fakes/scripted-refunds.ts';
import { cashier, manager, PAYMENT, paidShop } from './refund-kit.ts';

const HOUR = 3_600_000;
const [REFUNDED, FAILED, ODD] = [2, 4, 99];
const reasons = [{ code: 20, info: 'duplicate' }];

/** A refund that the gateway has accepted, at a gateway without a list. */
const requested = async () => {
  const shop = paidShop();
  const reference = await shop.refunded(250);
  await shop.clock.pass(0);
  expect(shop.stateOf(reference)).toBe('requested');
  shop.gateway.listRefunds = () => Promise.resolve({ kind: 'not-found' });
  const shows = (change: Partial<GatewayRefund>): void => {
    const [stored] = shop.gateway.stored;
    shop.gateway.getRefund = () => Promise.resolve({ kind: 'ok', value: { ...stored!, ...change } });
  };
  return { ...shop, reference, shows };
};

describe('the page of a refund', () => {
  test('that shows our reference under another ID is believed', async () => {
    const { shows, clock, stateOf, reference } = await requested();
    shows({ id: '7001', statusId: REFUNDED });
    await clock.pass(HOUR);
    expect(stateOf(reference)).toBe('refunded');
  });

  test.each([{ reasons }, {}, { reference: 'R-OF-ANOTHER', statusId: REFUNDED }])(
    'that shows a refused duplicate, or another refund, does not end it: %j',
    async (change) => {
      const { shows, clock, stateOf, reference } = await requested();
      shows({ id: '799', statusId: FAILED, ...change });
      await clock.pass(HOUR);
      expect(stateOf(reference)).toBe('requested');
    },
  );
});

describe('the row of a refund whose answer was lost', () => {
  const lost = async (answer: Answer<GatewayRefund>) => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    shop.gateway.set(reference, FAILED);
    shop.gateway.getRefund = () => Promise.resolve(answer);
    await shop.clock.pass(HOUR);
    return { ...shop, reference };
  };

  test.each([
    { kind: 'not-found' },
    { kind: 'malformed', detail: 'html' },
    { kind: 'rejected', reasons, payment: null },
  ] as const)('does not fail it by itself, nor lets it be sent again: $kind', async (answer) => {
    const { gateway, reference, clock, stateOf, desk } = await lost(answer);
    expect(await desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_000 } });
    expect(stateOf(reference)).toBe('unknown');
    gateway.set(reference, REFUNDED);
    await clock.pass(HOUR);
    expect(stateOf(reference)).toBe('refunded');
    expect(gateway.sent).toHaveLength(1);
  });

  test('fails it if its page says so, too', async () => {
    const { reference, stateOf, gateway, clock } = await lost({ kind: 'not-found' });
    const [value] = gateway.stored;
    gateway.getRefund = () => Promise.resolve({ kind: 'ok', value: value! });
    await clock.pass(HOUR);
    expect(stateOf(reference)).toBe('failed');
  });
});

test('a refund whose answer was lost, and whose row cannot be read, is asked for by the ID of that row', async () => {
  const { gateway, clock, stateOf, refunded } = paidShop();
  gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
  const reference = await refunded(250);
  gateway.set(reference, REFUNDED);
  const [{ id } = { id: '' }] = gateway.stored;
  const value = { refunds: [], unread: [reference], unreadRows: [{ name: reference, id }] };
  gateway.listRefunds = () => Promise.resolve({ kind: 'ok', value });
  await clock.pass(HOUR);
  expect(stateOf(reference)).toBe('refunded');
});

test('what is left to refund counts a refund made elsewhere whose row cannot be read', async () => {
  const { gateway, desk, journal } = paidShop();
  gateway.madeElsewhere(400);
  const [{ id } = { id: '' }] = gateway.stored;
  const value = { refunds: [], unread: [id], unreadRows: [{ name: id, id }] };
  gateway.listRefunds = () => Promise.resolve({ kind: 'ok', value });
  expect(await desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 850 } });
  expect(journal.refundsOf(PAYMENT)).toMatchObject([{ amount: 400, note: 'DASHBOARD' }]);
  gateway.getRefund = () => Promise.resolve({ kind: 'malformed', detail: 'html' });
  expect(await desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-unclear' });
});

test('a refund that is settled by hand while its page is awaited is corrected by what it shows', async () => {
  const { gateway, clock, desk, journal, reference } = await requested();
  gateway.set(reference, ODD);
  await clock.pass(HOUR);
  expect(journal.refund(reference)?.state).toBe('unknown');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const getRefund = gateway.getRefund.bind(gateway);
  let isAwaited = false;
  gateway.getRefund = async (paymentId, id) => {
    isAwaited = true;
    await held;
    return getRefund(paymentId, id);
  };
  await clock.pass(24 * HOUR);
  expect(isAwaited).toBe(true);
  const because = { reason: 'so', by: cashier, approvedBy: manager };
  desk.tracker.settle(reference, { outcome: 'not-refunded', ...because });
  gateway.set(reference, REFUNDED);
  release();
  await clock.pass(0);
  expect(journal.refund(reference)).toMatchObject({ state: 'refunded', byHand: { verdict: 'corrected' } });
});

test('nothing is refundable while the gateway lists another payment’s refunds in place of this one’s', async () => {
  const { desk, journal, clock, gateway, refunded } = paidShop();
  const reference = await refunded(250);
  await clock.pass(0);
  const [refund] = journal.refundsOf(PAYMENT);
  sell(journal, 'T1-2', clock.now());
  gateway.stored.splice(0, 1, gatewayRefund(refund!, { id: '700', reference, statusId: REFUNDED }));
  expect(await desk.refundable('T1-2')).toEqual({ ok: false, why: 'refund-unclear' });
  expect(journal.refundsOf('T1-2')).toEqual([]);
});
