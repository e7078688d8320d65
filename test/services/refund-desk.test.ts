import { describe, expect, onTestFinished, test } from 'vitest';
import type { Refund } from '#domain/refund.ts';
import type { RefundOrder } from '#services/refund-desk.ts';
import { RefundDesk } from '#services/refund-desk.ts';
import { newJournalFile, openForTest, sell } from '../sqlite/books.ts';
import { countingIds, silentLog } from '../support/counter-kit.ts';
import { HandClock } from '../support/hand-clock.ts';
import { NATIVE, ScriptedRefunds } from '../support/scripted-refunds.ts';

const cashier = { id: 'p1', name: 'Lin', role: 'cashier' } as const;
const manager = { id: 'p2', name: 'Chen', role: 'manager' } as const;
const PAYMENT = 'T1-1';

/** A shop with one paid sale of 12.50, and everything around its refund desk in the test's hands. */
const paidShop = () => {
  const clock = new HandClock();
  const journal = openForTest(newJournalFile());
  sell(journal, PAYMENT, clock.now() - 60_000);
  const gateway = new ScriptedRefunds();
  const shown: Refund[] = [];
  const ids = countingIds();
  const openDesk = (): RefundDesk => {
    const onChange = (refund: Refund): void => void shown.push(refund);
    const desk = new RefundDesk({ terminalId: 'T1', journal, gateway, clock, ids, log: silentLog, onChange });
    onTestFinished(async () => desk.stop());
    return desk;
  };
  const desk = openDesk();
  const give = (amount: number, change: Partial<RefundOrder> = {}) =>
    desk.start({
      paymentReference: PAYMENT,
      amount,
      reason: 'goods-returned',
      note: 'box open',
      askedBy: cashier,
      approvedBy: manager,
      ...change,
    });
  const given = async (amount: number): Promise<string> => {
    const started = await give(amount);
    if (!started.ok) throw new Error(started.why);
    return started.refund.reference;
  };
  const stateOf = (reference: string) => journal.refund(reference)?.state;
  return { clock, journal, gateway, shown, openDesk, desk, give, given, stateOf };
};

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

  test('is not kept up by a refund of nothing in the gateway’s list', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(0);
    expect(await shop.desk.offer(PAYMENT)).toMatchObject({ ok: true, offer: { left: 1_250 } });
    expect(shop.journal.refundsOf(PAYMENT)).toEqual([]);
  });

  test('needs no list of refunds where the gateway has none yet, only the payment', async () => {
    const shop = paidShop();
    shop.gateway.next.listRefunds = [{ kind: 'not-found' }];
    expect(await shop.desk.offer(PAYMENT)).toMatchObject({ ok: true, offer: { left: 1_250 } });
    shop.gateway.next.refundTypes = [{ kind: 'not-found' }];
    expect(await shop.desk.offer(PAYMENT)).toEqual({ ok: false, why: 'refund-not-offered' });
  });

  test('is not called offline when the gateway answers and cannot be understood', async () => {
    const shop = paidShop();
    shop.gateway.next.listRefunds = [{ kind: 'malformed', detail: 'not-json' }];
    expect(await shop.desk.offer(PAYMENT)).toEqual({ ok: false, why: 'refund-unclear' });
    shop.gateway.next.refundTypes = [{ kind: 'rejected', reasons: [], payment: null }];
    expect(await shop.desk.offer(PAYMENT)).toEqual({ ok: false, why: 'refund-not-offered' });
  });

  test('promises nothing while the gateway cannot be asked', async () => {
    const shop = paidShop();
    shop.gateway.next.listRefunds = [{ kind: 'unreachable', detail: 'ENOTFOUND' }];
    expect(await shop.give(250)).toEqual({ ok: false, why: 'refund-offline' });
    shop.gateway.next.refundTypes = [{ kind: 'server-fault', status: 503, retryAfterMs: null }];
    expect(await shop.desk.offer(PAYMENT)).toEqual({ ok: false, why: 'refund-offline' });
    expect(shop.journal.refundCount()).toBe(0);
    expect(shop.gateway.sent).toEqual([]);
  });

  test('asks the gateway which kinds of refund there are', async () => {
    const shop = paidShop();
    shop.gateway.types = [{ ...NATIVE, allowsPartial: false }];
    expect(await shop.give(250)).toEqual({ ok: false, why: 'refund-not-partial' });
    expect(await shop.desk.offer(PAYMENT)).toMatchObject({ ok: true, offer: { partial: false } });
    shop.gateway.types = [{ ...NATIVE, id: 3, needsDetails: true }];
    expect(await shop.give(1_250)).toEqual({ ok: false, why: 'refund-not-offered' });
  });

  test.each([0, -5, 12.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('of %s is no refund', async (amount) => {
    expect(await paidShop().give(amount)).toEqual({ ok: false, why: 'refund-amount-malformed' });
  });

  test('of a payment that was not paid, or that is not there, is refused', async () => {
    const shop = paidShop();
    expect(await shop.give(1, { paymentReference: 'T1-9' })).toEqual({ ok: false, why: 'payment-not-found' });
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
