import { describe, expect, onTestFinished, test } from 'vitest';
import type { Intent } from '#domain/payment.ts';
import type { Refund } from '#domain/refund.ts';
import type { RefundOrder } from '#services/refund-desk.ts';
import { RefundDesk } from '#services/refund-desk.ts';
import type { Refused } from '#services/refund-refusal.ts';
import { refundRefusal, refundView } from '../../src-main/present-refund.ts';
import { problemWords } from '../../src-renderer/till/problem-words.ts';
import { intended, newJournalFile, openForTest, payLate, sell } from '../sqlite/books.ts';
import { countingIds, silentLog, terms } from '../support/counter-kit.ts';
import { HandClock } from '../support/hand-clock.ts';
import type { Fault } from '../support/scripted-refunds.ts';
import { NATIVE, ScriptedRefunds } from '../support/scripted-refunds.ts';

const cashier = { id: 'p1', name: 'Lin', role: 'cashier' } as const;
const manager = { id: 'p2', name: 'Chen', role: 'manager' } as const;
const PAYMENT = 'T1-1';
const DAY = 24 * 3_600_000;

/** A shop with one paid sale of 12.50, and everything around its refund desk in the test's hands. */
const paidShop = (sale: Partial<Intent> = {}, gateway = new ScriptedRefunds(), terminalId = 'T1') => {
  const clock = new HandClock();
  const journal = openForTest(newJournalFile());
  sell(journal, PAYMENT, clock.now() - 60_000, sale);
  const shown: Refund[] = [];
  const ids = countingIds();
  const openDesk = (siteId = terms.siteId): RefundDesk => {
    const onChange = (refund: Refund): void => void shown.push(refund);
    const around = { journal, gateway, clock, ids, log: silentLog, onChange };
    const desk = new RefundDesk({ terms: { siteId }, terminalId, ...around });
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

  test('promises nothing while the gateway cannot be asked', async () => {
    const shop = paidShop();
    shop.gateway.next.listRefunds = [{ kind: 'unreachable', detail: 'ENOTFOUND' }];
    expect(await shop.give(250)).toEqual({ ok: false, why: 'refund-offline' });
    shop.gateway.next.refundTypes = [{ kind: 'no-answer', detail: 'timeout' }];
    expect(await shop.desk.offer(PAYMENT)).toEqual({ ok: false, why: 'refund-offline' });
    expect(shop.journal.refundCount()).toBe(0);
    expect(shop.gateway.sent).toEqual([]);
  });

  test.each<[string, Fault, Refused]>([
    [
      'has trouble of its own',
      { kind: 'server-fault', status: 500, retryAfterMs: null },
      { ok: false, why: 'refund-gateway-fault' },
    ],
    [
      'answers without sense',
      { kind: 'malformed', detail: 'empty' },
      { ok: false, why: 'refund-gateway-fault' },
    ],
    [
      'does not accept the credentials',
      { kind: 'credentials-refused' },
      { ok: false, why: 'refund-credentials-refused' },
    ],
    [
      'does not know the payment',
      { kind: 'not-found' },
      { ok: false, why: 'refund-elsewhere', siteId: terms.siteId },
    ],
    [
      'refuses to tell of it',
      { kind: 'rejected', reasons: [{ code: 17, info: 'invalid' }], payment: null },
      { ok: false, why: 'refund-rejected', reasons: [{ code: 17, info: 'invalid' }] },
    ],
  ])('says so of a gateway that %s, and is not started', async (_trouble, fault, refusal) => {
    const shop = paidShop();
    shop.gateway.next.listRefunds = [fault];
    shop.gateway.next.refundTypes = [fault];
    expect(await shop.give(250)).toEqual(refusal);
    expect(await shop.desk.offer(PAYMENT)).toEqual(refusal);
    expect(shop.journal.refundCount()).toBe(0);
  });

  test('of a payment that was taken under another SiteID names that one, and asks nobody', async () => {
    const shop = paidShop({ siteId: '2000' });
    expect(await shop.give(250)).toEqual({ ok: false, why: 'refund-elsewhere', siteId: '2000' });
    expect(shop.gateway.calls).toEqual([]);
  });

  test('is refused with the date once Alipay gives the payment back no more, 365 days after it', async () => {
    const shop = paidShop();
    const paidAt = shop.journal.payment(PAYMENT)!.changedAt;
    shop.clock.set(paidAt + 365 * DAY - shop.clock.now());
    expect(await shop.desk.offer(PAYMENT)).toMatchObject({ ok: true });
    shop.clock.set(1);
    const until = paidAt + 365 * DAY;
    expect(await shop.give(250)).toEqual({ ok: false, why: 'refund-too-old', until });
    expect(problemWords(refundRefusal({ why: 'refund-too-old', until })).advice).toMatch(/Nov 2\d, 2027/);
  });

  test('says that nothing is left, also where the gateway offers nothing any more', async () => {
    const shop = paidShop();
    shop.gateway.types = [];
    shop.gateway.madeElsewhere(1_250);
    expect(await shop.desk.offer(PAYMENT)).toEqual({ ok: false, why: 'refund-nothing-left' });
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
    shop.journal.append('T1-2', intended('T1-2'), shop.clock.now());
    expect(await shop.give(1, { paymentReference: 'T1-2' })).toEqual({ ok: false, why: 'refund-not-paid' });
    expect(await shop.give(1, { paymentReference: 'T1-9' })).toEqual({ ok: false, why: 'payment-not-found' });
    expect(shop.gateway.calls).toEqual([]);
  });

  test('of money that came in another currency is refused with what was taken', async () => {
    const shop = paidShop();
    payLate(shop.journal, 'T1-2', shop.clock.now(), { currency: 'USD' });
    expect(await shop.give(1, { paymentReference: 'T1-2' })).toMatchObject({
      ok: false,
      why: 'refund-other-currency',
      taken: { amount: 1_250, currency: 'USD' },
    });
    expect(shop.journal.refundCount()).toBe(0);
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
    expect(elsewhere.otherSiteOf(refund)).toBe(terms.siteId);
    expect(refundView(refund, elsewhere.otherSiteOf(refund)).problem).toEqual({
      code: 'refund-stranded',
      details: { site: terms.siteId },
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
