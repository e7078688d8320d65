import { describe, expect, test } from 'vitest';
import { refundView } from '#handlers/views/refund-view.ts';
import { settings } from '../../support/station-kit.ts';
import { cashier, manager, PAYMENT, paidShop } from './refund-kit.ts';

describe('giving money back', () => {
  test('is written down with both people before the gateway hears of it, and called refunded only when it says so', async () => {
    const shop = paidShop();
    const booked: unknown[] = [];
    const send = shop.gateway.createRefund.bind(shop.gateway);
    shop.gateway.createRefund = (request) => {
      booked.push(shop.stateOf(request.reference));
      return send(request);
    };
    const reference = await shop.given(250);
    await shop.clock.pass(0);
    expect(booked).toEqual(['sending']);
    expect(shop.stateOf(reference)).toBe('requested');
    expect(shop.gateway.sent).toEqual([
      {
        paymentId: '9007199254740993',
        reference,
        requestId: 'request-9',
        amount: 250,
        description: 'goods-returned: box open',
      },
    ]);
    await shop.clock.pass(3_600_000);
    expect(shop.stateOf(reference)).toBe('requested');
    shop.gateway.set(reference, 2);
    await shop.clock.pass(3_600_000);
    expect(shop.journal.refund(reference)).toMatchObject({
      state: 'refunded',
      askedBy: cashier,
      approvedBy: manager,
    });
    expect(shop.shown.at(-1)?.state).toBe('refunded');
  });

  test('in parts, until nothing is left', async () => {
    const shop = paidShop();
    expect(await shop.desk.offer(PAYMENT)).toMatchObject({ ok: true, offer: { left: 1_250, partial: true } });
    await shop.given(1_000);
    expect(await shop.give(251)).toEqual({ ok: false, why: 'refund-over-left' });
    await shop.given(250);
    expect(await shop.desk.offer(PAYMENT)).toEqual({ ok: false, why: 'refund-nothing-left' });
  });

  test('twice at the same moment gives back once what there is only once', async () => {
    const shop = paidShop();
    const both = await Promise.all([shop.give(1_000), shop.give(1_000)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'refund-over-left' });
  });

  test('at two tills at the same moment reaches the customer once, and the till that came second says so', async () => {
    const one = paidShop();
    const other = paidShop({}, one.gateway, 'T2');
    one.gateway.paid = 1_250;
    const [first, second] = await Promise.all([one.given(1_250), other.given(1_250)]);
    await Promise.all([one.clock.pass(0), other.clock.pass(0)]);
    expect(one.gateway.stored).toHaveLength(1);
    expect(one.stateOf(first)).toBe('requested');
    expect(refundView(other.journal.refund(second)!, null)).toMatchObject({
      state: 'failed',
      problem: { code: 'refund-rejected', details: { gatewayCode: 18 } },
    });
    expect(await other.desk.offer(PAYMENT)).toEqual({ ok: false, why: 'refund-nothing-left' });
  });

  test('counts what another till or the dashboard has given back meanwhile', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(1_000, PAYMENT);
    expect(await shop.give(300)).toEqual({ ok: false, why: 'refund-over-left' });
    expect(await shop.desk.offer(PAYMENT)).toMatchObject({ ok: true, offer: { left: 250 } });
    const [found, ...more] = shop.journal.refundsOf(PAYMENT);
    expect(found).toMatchObject({ amount: 1_000, askedBy: null, note: PAYMENT, state: 'requested' });
    expect(more).toEqual([]);
    shop.gateway.set(PAYMENT, 2);
    await shop.clock.pass(10_000);
    expect(shop.journal.refundsOf(PAYMENT).map(({ state }) => state)).toEqual(['refunded']);
  });
});

describe('a refund in doubt', () => {
  test('whose answer was lost is found in the gateway’s list and not sent again', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.given(250);
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('requested');
    expect(shop.gateway.sent).toHaveLength(1);
  });

  test('that never arrived is sent again under the same reference after three looks over half a minute', async () => {
    const shop = paidShop();
    shop.gateway.storesUnheard = false;
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.given(250);
    await shop.clock.pass(29_000);
    expect(shop.stateOf(reference)).toBe('unknown');
    expect(shop.gateway.sent).toHaveLength(1);
    await shop.clock.pass(30_000);
    expect(shop.stateOf(reference)).toBe('requested');
    const [first, second, ...more] = shop.gateway.sent;
    expect(second).toEqual(first);
    expect(more).toEqual([]);
  });

  test('holds its money: the rest cannot be given back meanwhile', async () => {
    const shop = paidShop();
    shop.gateway.storesUnheard = false;
    shop.gateway.next.createRefund = [{ kind: 'malformed', detail: 'empty' }];
    await shop.given(1_250);
    await shop.clock.pass(0);
    expect(await shop.give(1)).toEqual({ ok: false, why: 'refund-nothing-left' });
  });

  test('is taken up after a power cut, wherever it stood', async () => {
    const shop = paidShop();
    const reference = await shop.given(250);
    await shop.desk.stop();
    expect(shop.stateOf(reference)).not.toBe('refunded');
    shop.gateway.set(reference, 2);
    shop.openDesk().resume();
    await shop.clock.pass(60_000);
    expect(shop.stateOf(reference)).toBe('refunded');
    expect(shop.gateway.sent).toHaveLength(1);
  });

  test('is asked about under its own SiteID only, and taken up again when the till has that one', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.given(250);
    await shop.desk.stop();
    const elsewhere = shop.openDesk('2000');
    shop.gateway.calls.length = 0;
    elsewhere.resume();
    await shop.clock.pass(3_600_000);
    expect(shop.gateway.calls).toEqual([]);
    const refund = shop.journal.refund(reference)!;
    expect(elsewhere.otherSiteOf(refund)).toBe(settings.siteId);
    expect(refundView(refund, elsewhere.otherSiteOf(refund)).problem).toEqual({
      code: 'refund-stranded',
      details: { site: settings.siteId },
    });
    shop.gateway.set(reference, 2);
    shop.openDesk().resume();
    await shop.clock.pass(60_000);
    expect(shop.stateOf(reference)).toBe('refunded');
  });

  test('that the gateway made in another currency gives nothing more back, and says so', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(250);
    shop.gateway.change('DASHBOARD', { currency: 'USD', statusId: 2 });
    expect(await shop.desk.offer(PAYMENT)).toMatchObject({ offer: { left: 1_000 } });
    const [found] = shop.journal.refundsOf(PAYMENT);
    expect(refundView(found!, null)).toMatchObject({
      state: 'unknown',
      problem: { code: 'refund-wrong-echo' },
    });
  });

  test('that the gateway refuses says why, and may be asked for again', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [
      { kind: 'rejected', reasons: [{ code: 18, info: 'too old' }], payment: null },
    ];
    const reference = await shop.given(250);
    await shop.clock.pass(0);
    expect(shop.journal.refund(reference)).toMatchObject({
      state: 'failed',
      failure: 'rejected',
      reasons: [{ code: 18, info: 'too old' }],
    });
    expect(await shop.desk.offer(PAYMENT)).toMatchObject({ offer: { left: 1_250 } });
  });
});

describe('after the machine slept', () => {
  test('a refund on its way is asked about at once, whatever wait was left', async () => {
    const shop = paidShop();
    const reference = await shop.given(250);
    await shop.clock.pass(2 * 3_600_000);
    shop.gateway.set(reference, 2);
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('requested');
    shop.desk.wake();
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('refunded');
  });

  test('a refund whose answer was lost is looked for at once', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.given(250);
    shop.gateway.next.listRefunds = [{ kind: 'unreachable', detail: 'asleep' }];
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('unknown');
    shop.desk.wake();
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('requested');
  });

  test('a refund that was refused is not asked about each time somebody unlocks the screen', async () => {
    const shop = paidShop();
    const reference = await shop.given(250);
    shop.gateway.set(reference, 4);
    await shop.clock.pass(3_600_000);
    expect(shop.stateOf(reference)).toBe('failed');
    const asked = shop.gateway.calls.length;
    for (let times = 0; times < 5; times += 1) shop.desk.wake();
    await shop.clock.pass(0);
    expect(shop.gateway.calls).toHaveLength(asked);
  });
});
