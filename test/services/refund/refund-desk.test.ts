import { describe, expect, test } from 'vitest';
import { refundView } from '#handlers/views/refund-view.ts';
import { payLate } from '../../sqlite/kit/new-journal.ts';
import { NATIVE } from '../../support/fakes/scripted-refunds.ts';
import { settings } from '../../support/station-kit.ts';
import { cashier, manager, PAYMENT, paidShop } from './refund-kit.ts';

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

  test('at two tills at the same moment happens once, and the second till says so', async () => {
    const one = paidShop();
    const other = paidShop({}, one.gateway, 'T2');
    one.gateway.paid = 1_250;
    const [first, second] = await Promise.all([one.refunded(1_250), other.refunded(1_250)]);
    await Promise.all([one.clock.pass(0), other.clock.pass(0)]);
    expect(one.gateway.stored).toHaveLength(1);
    expect(one.stateOf(first)).toBe('requested');
    expect(refundView(other.journal.refund(second)!, null)).toMatchObject({
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

describe('a refund whose outcome is unknown', () => {
  test('after a lost answer is found in the gateway’s list and not sent again', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('requested');
    expect(shop.gateway.sent).toHaveLength(1);
  });

  test('because the gateway calls its first sending a duplicate is found there and not sent again', async () => {
    const shop = paidShop();
    const create = shop.gateway.createRefund.bind(shop.gateway);
    shop.gateway.createRefund = async (request) => {
      await create(request);
      return { kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null };
    };
    const reference = await shop.refunded(250);
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('requested');
    expect(shop.gateway.sent).toHaveLength(1);
  });

  test('is not taken for the refused duplicate that the gateway lists beside it', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const list = shop.gateway.listRefunds.bind(shop.gateway);
    shop.gateway.listRefunds = async () => {
      const answer = await list();
      if (answer.kind !== 'ok') return answer;
      const { refunds } = answer.value;
      const refused = refunds.map((one) => ({ ...one, id: '799', statusId: 4 }));
      return { ...answer, value: { refunds: [...refused, ...refunds], unread: [] } };
    };
    const reference = await shop.refunded(250);
    await shop.clock.pass(0);
    expect(shop.journal.refund(reference)).toMatchObject({ state: 'requested', gateway: { id: '700' } });
  });

  test('that never arrived is sent again under the same reference after three look-ups over half a minute', async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    await shop.clock.pass(29_000);
    expect(shop.stateOf(reference)).toBe('unknown');
    expect(shop.gateway.sent).toHaveLength(1);
    await shop.clock.pass(30_000);
    expect(shop.stateOf(reference)).toBe('requested');
    const [first, second, ...more] = shop.gateway.sent;
    expect(second).toEqual(first);
    expect(more).toEqual([]);
  });

  test('but of which the gateway has no list is sent again, provided that the gateway answers otherwise', async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    shop.gateway.listRefunds = () => Promise.resolve({ kind: 'not-found' });
    shop.gateway.method = () => Promise.resolve({ kind: 'not-found' });
    await shop.clock.pass(120_000);
    expect(shop.gateway.sent).toHaveLength(1);
    shop.gateway.method = () => Promise.resolve({ kind: 'ok', value: { currencies: [] } });
    await shop.clock.pass(120_000);
    expect(shop.gateway.sent).toHaveLength(2);
    expect(shop.gateway.sent[1]).toEqual(shop.gateway.sent[0]);
    expect(shop.stateOf(reference)).toBe('requested');
  });

  test('is not sent again while a row of its own in the list cannot be read', async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    const unread = [reference];
    shop.gateway.listRefunds = () => Promise.resolve({ kind: 'ok', value: { refunds: [], unread } });
    await shop.clock.pass(120_000);
    expect(shop.gateway.sent).toHaveLength(1);
    unread[0] = 'R0';
    await shop.clock.pass(120_000);
    expect(shop.stateOf(reference)).toBe('requested');
  });

  test('reserves its amount, which cannot be refunded again meanwhile', async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'malformed', detail: 'empty' }];
    await shop.refunded(1_250);
    await shop.clock.pass(0);
    expect(await shop.refund(1)).toEqual({ ok: false, why: 'refund-nothing-left' });
  });

  test('is continued after a power cut, at whatever point', async () => {
    const shop = paidShop();
    const reference = await shop.refunded(250);
    await shop.desk.stop();
    expect(shop.stateOf(reference)).not.toBe('refunded');
    shop.gateway.set(reference, 2);
    shop.openDesk().resume();
    await shop.clock.pass(60_000);
    expect(shop.stateOf(reference)).toBe('refunded');
    expect(shop.gateway.sent).toHaveLength(1);
  });

  test('is looked up under its own SiteID only, and continued when the till has that one again', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
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

  test('in another currency at the gateway reserves its amount, and says so', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(250);
    shop.gateway.change('DASHBOARD', { currency: 'USD', statusId: 2 });
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_000 } });
    const [imported] = shop.journal.refundsOf(PAYMENT);
    expect(refundView(imported!, null)).toMatchObject({
      state: 'unknown',
      problem: { code: 'refund-wrong-echo' },
    });
  });

  test('that the gateway then refuses says why, and may be made again', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [
      { kind: 'rejected', reasons: [{ code: 18, info: 'too old' }], payment: null },
    ];
    const reference = await shop.refunded(250);
    await shop.clock.pass(0);
    expect(shop.journal.refund(reference)).toMatchObject({
      state: 'failed',
      failure: 'rejected',
      reasons: [{ code: 18, info: 'too old' }],
    });
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_250 } });
  });
});

describe('after the computer slept', () => {
  test('a requested refund is polled at once, however long the remaining wait', async () => {
    const shop = paidShop();
    const reference = await shop.refunded(250);
    await shop.clock.pass(2 * 3_600_000);
    shop.gateway.set(reference, 2);
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('requested');
    shop.desk.wake();
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('refunded');
  });

  test('a refund whose answer was lost is looked up at once', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    shop.gateway.next.listRefunds = [{ kind: 'unreachable', detail: 'asleep' }];
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('unknown');
    shop.desk.wake();
    await shop.clock.pass(0);
    expect(shop.stateOf(reference)).toBe('requested');
  });

  test('a declined refund is not polled each time the screen is unlocked', async () => {
    const shop = paidShop();
    const reference = await shop.refunded(250);
    shop.gateway.set(reference, 4);
    await shop.clock.pass(3_600_000);
    expect(shop.stateOf(reference)).toBe('failed');
    const asked = shop.gateway.calls.length;
    for (let times = 0; times < 5; times += 1) shop.desk.wake();
    await shop.clock.pass(0);
    expect(shop.gateway.calls).toHaveLength(asked);
  });
});
