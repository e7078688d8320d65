import { describe, expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { refundView } from '#handlers/views/refund-view.ts';
import { payLate } from '../../sqlite/kit/new-journal.ts';
import { NATIVE } from '../../support/fakes/scripted-refunds.ts';
import { cashier, manager, PAYMENT, paidShop } from './refund-kit.ts';

test('a refund that is journaled is sent although the journal then cannot be read for a moment', async () => {
  const { journal, clock, gateway, refunded, stateOf } = paidShop();
  const { appendRefund } = journal;
  const payment = journal.payment.bind(journal);
  const failOnce = (): never => {
    journal.payment = payment;
    throw new Error('SQLITE_IOERR');
  };
  const thenFail: typeof appendRefund = (reference, event, at) => {
    const refund = appendRefund(reference, event, at);
    Object.assign(journal, { appendRefund, payment: failOnce });
    return refund;
  };
  Object.assign(journal, { appendRefund: thenFail });
  const reference = await refunded(250);
  await clock.pass(PACE.retryAfterFault);
  expect([stateOf(reference), gateway.sent.length]).toEqual(['requested', 1]);
});

describe('refunding', () => {
  test('is journaled with both people before the gateway is called, and is refunded only when the gateway says so', async () => {
    const shop = paidShop();
    const journaled: unknown[] = [];
    const send = shop.gateway.createRefund.bind(shop.gateway);
    shop.gateway.createRefund = (request) => {
      journaled.push(shop.stateOf(request.reference));
      return send(request);
    };
    const reference = await shop.refunded(250);
    await shop.clock.pass(0);
    expect(journaled).toEqual(['sending']);
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
  });

  test('in parts, until nothing is left', async () => {
    const shop = paidShop();
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({
      ok: true,
      refundable: { left: 1_250, partial: true },
    });
    await shop.refunded(1_000);
    expect(await shop.refund(251)).toEqual({ ok: false, why: 'refund-over-left' });
    await shop.refunded(250);
    expect(await shop.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-nothing-left' });
  });

  test('twice at the same moment never exceeds what is refundable', async () => {
    const shop = paidShop();
    const both = await Promise.all([shop.refund(1_000), shop.refund(1_000)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'refund-over-left' });
  });

  test('in the same part twice at the same moment happens once', async () => {
    const shop = paidShop();
    const both = await Promise.all([shop.refund(500), shop.refund(500)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'refund-changed' });
    expect(shop.gateway.sent).toHaveLength(1);
  });

  test('in part is not made while the gateway has one that nobody here has seen', async () => {
    const shop = paidShop();
    await shop.desk.refundable(PAYMENT);
    shop.gateway.madeElsewhere(500);
    expect(await shop.refund(500)).toEqual({ ok: false, why: 'refund-changed' });
    expect(shop.gateway.sent).toEqual([]);
    expect(await shop.refund(500)).toMatchObject({ ok: true });
  });

  test('in part without saying what was left is not made if another one appears while the gateway is asked', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(500);
    expect(await shop.refund(500, { left: undefined })).toEqual({ ok: false, why: 'refund-changed' });
    expect(await shop.refund(500, { left: undefined })).toMatchObject({ ok: true });
  });

  test('in part is not made if the till has learned of another one since the form was shown', async () => {
    const shop = paidShop();
    const shown = await shop.desk.refundable(PAYMENT);
    const { left } = shown.ok ? shown.refundable : { left: 0 };
    shop.gateway.madeElsewhere(500);
    // As reconciliation does, or another form.
    await shop.desk.refundable(PAYMENT);
    expect(await shop.refund(500, { left })).toEqual({ ok: false, why: 'refund-changed' });
    expect(shop.gateway.sent).toEqual([]);
  });

  test('at two tills at the same moment happens once, and the second till says so', async () => {
    const one = paidShop();
    const other = paidShop({}, one.gateway, 'T2');
    one.gateway.paid = 1_250;
    const [first, second] = await Promise.all([one.refunded(1_250), other.refunded(1_250)]);
    await Promise.all([one.clock.pass(0), other.clock.pass(0)]);
    expect(one.gateway.stored).toHaveLength(1);
    expect(one.stateOf(first)).toBe('requested');
    expect(refundView(other.journal.refund(second)!, null, false)).toMatchObject({
      state: 'failed',
      problem: { code: 'refund-rejected', details: { gatewayCode: 18 } },
    });
    expect(await other.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-nothing-left' });
  });

  test('counts what another till or the dashboard has refunded meanwhile', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(1_000, PAYMENT);
    expect(await shop.refund(300)).toEqual({ ok: false, why: 'refund-over-left' });
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ ok: true, refundable: { left: 250 } });
    const [imported, ...more] = shop.journal.refundsOf(PAYMENT);
    expect(imported).toMatchObject({ amount: 1_000, askedBy: null, note: PAYMENT, state: 'requested' });
    expect(more).toEqual([]);
    shop.gateway.set(PAYMENT, 2);
    await shop.clock.pass(10_000);
    expect(shop.journal.refundsOf(PAYMENT).map(({ state }) => state)).toEqual(['refunded']);
  });
});

describe('starting a refund', () => {
  const MINUTE = 60_000;

  test('is refused while settings change, and nothing is asked of the gateway', async () => {
    const { refund, state, gateway } = paidShop();
    state.isChangingSettings = true;
    expect(await refund(250)).toEqual({ ok: false, why: 'settings-changing' });
    expect(gateway.calls).toEqual([]);
  });

  test('that settings begin to change while the gateway is asked sends nothing, and says so', async () => {
    const { refund, state, gateway, journal } = paidShop();
    const starting = refund(250);
    state.isChangingSettings = true;
    expect(await starting).toEqual({ ok: false, why: 'settings-changing' });
    expect([gateway.sent, journal.refundsOf(PAYMENT)]).toEqual([[], []]);
  });

  test('reads the gateway’s refunds again, but not the types that the form has just read', async () => {
    const shop = paidShop();
    await shop.desk.refundable(PAYMENT);
    await shop.refunded(250);
    expect(shop.gateway.calls).toEqual(['listRefunds', 'refundTypes', 'listRefunds', 'createRefund']);
  });

  test('counts what was refunded in the dashboard since the form was opened', async () => {
    const shop = paidShop();
    await shop.desk.refundable(PAYMENT);
    shop.gateway.madeElsewhere(1_000);
    expect(await shop.refund(300)).toEqual({ ok: false, why: 'refund-over-left' });
    expect(shop.gateway.sent).toEqual([]);
  });

  test('reads the types again after a minute, and after every refund', async () => {
    const shop = paidShop();
    await shop.desk.refundable(PAYMENT);
    await shop.clock.pass(MINUTE);
    shop.gateway.types = [{ ...NATIVE, allowsPartial: false }];
    expect(await shop.refund(250)).toEqual({ ok: false, why: 'refund-not-partial' });
    shop.gateway.next.createRefund = [{ kind: 'rejected', reasons: [], payment: null }];
    await shop.refunded(1_250);
    await shop.clock.pass(0);
    shop.gateway.types = [];
    expect(await shop.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-not-offered' });
  });

  test('never uses the types of another payment, nor a failed answer', async () => {
    const shop = paidShop();
    payLate(shop.journal, 'T1-2', shop.clock.now() - MINUTE, { id: '777' });
    await shop.desk.refundable(PAYMENT);
    shop.gateway.next.refundTypes = [{ kind: 'no-answer', detail: 'timeout' }];
    expect(await shop.desk.refundable('T1-2')).toEqual({ ok: false, why: 'refund-offline' });
    expect(await shop.desk.refundable('T1-2')).toMatchObject({ ok: true });
  });
});
