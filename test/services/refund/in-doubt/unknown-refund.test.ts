import { describe, expect, test } from 'vitest';
import { refundView } from '#handlers/views/refund-view.ts';
import { settings } from '../../../support/station-kit.ts';
import { PAYMENT, paidShop } from '../refund-kit.ts';

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
    unread.pop();
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

  describe('because a sending was answered with "not found"', () => {
    const turnedAway = async (isStored: boolean) => {
      const shop = paidShop();
      shop.gateway.storesUnanswered = isStored;
      shop.gateway.next.createRefund = [{ kind: 'not-found' }];
      const reference = await shop.refunded(250);
      await shop.clock.pass(0);
      return { ...shop, reference };
    };

    test('is found if the gateway has it all the same', async () => {
      const { stateOf, reference, gateway } = await turnedAway(true);
      expect(stateOf(reference)).toBe('requested');
      expect(gateway.sent).toHaveLength(1);
    });

    test('has failed once the gateway is proven to lack it, and is not sent again', async () => {
      const { stateOf, reference, gateway, clock, journal } = await turnedAway(false);
      expect(stateOf(reference)).toBe('unknown');
      await clock.pass(60_000);
      expect(journal.refund(reference)).toMatchObject({ state: 'failed', failure: 'never-arrived' });
      expect(gateway.sent).toHaveLength(1);
    });
  });

  describe('whose repetition the gateway refuses, since nothing is left to refund', () => {
    const REFUSAL = {
      kind: 'rejected',
      reasons: [{ code: 18, info: 'nothing left' }],
      payment: null,
    } as const;
    const NO_KEY = { kind: 'credentials-refused' } as const;

    /** Its list lags until `appears`. */
    const repeated = async (refusal: typeof REFUSAL | typeof NO_KEY) => {
      const shop = paidShop();
      const list = shop.gateway.listRefunds.bind(shop.gateway);
      const empty = { kind: 'ok', value: { refunds: [], unread: [] } } as const;
      shop.gateway.listRefunds = () => Promise.resolve(empty);
      shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
      const reference = await shop.refunded(250);
      await shop.clock.pass(0);
      shop.gateway.createRefund = (request) => {
        shop.gateway.sent.push(request);
        return Promise.resolve(refusal);
      };
      await shop.clock.pass(31_000);
      expect(shop.gateway.sent).toHaveLength(2);
      return { ...shop, reference, appears: () => void (shop.gateway.listRefunds = list) };
    };

    test.each([REFUSAL, NO_KEY])('reserves its amount until it is found: $kind', async (refusal) => {
      const { appears, clock, desk, reference, stateOf, gateway } = await repeated(refusal);
      expect(stateOf(reference)).toBe('unknown');
      expect(await desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_000 } });
      appears();
      await clock.pass(16_000);
      expect(stateOf(reference)).toBe('requested');
      expect(gateway.sent).toHaveLength(2);
    });

    test('has failed once the gateway is proven to lack it, is not sent a third time, and still counts if listed late', async () => {
      const { appears, clock, desk, reference, journal, gateway } = await repeated(REFUSAL);
      await clock.pass(60_000);
      expect(journal.refund(reference)).toMatchObject({ state: 'failed', failure: 'never-arrived' });
      expect(gateway.sent).toHaveLength(2);
      appears();
      await clock.pass(60_000 * 1.2);
      expect(journal.refund(reference)?.state).toBe('requested');
      expect(await desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_000 } });
    });
  });

  test('has not failed as long as the gateway gives no list that lacks it, however long ago it was sent', async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'not-found' }];
    const list = shop.gateway.listRefunds.bind(shop.gateway);
    const reference = await shop.refunded(250);
    shop.gateway.listRefunds = () => Promise.resolve({ kind: 'not-found' });
    shop.gateway.method = () => Promise.resolve({ kind: 'ok', value: { currencies: [] } });
    await shop.clock.pass(2 * 3_600_000);
    expect(shop.stateOf(reference)).toBe('unknown');
    shop.gateway.listRefunds = list;
    await shop.clock.pass(20 * 60_000);
    expect(shop.journal.refund(reference)).toMatchObject({ state: 'failed', failure: 'never-arrived' });
    expect(shop.gateway.sent).toHaveLength(1);
  });

  test('that seemed never to arrive lets none be made while the gateway gives no list that would show it', async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'not-found' }];
    const reference = await shop.refunded(250);
    await shop.clock.pass(31_000);
    expect(shop.stateOf(reference)).toBe('failed');
    shop.gateway.next.listRefunds = [{ kind: 'not-found' }];
    expect(await shop.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-unclear' });
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_250 } });
  });

  test('is continued after a power cut, at whatever point', async () => {
    const shop = paidShop();
    const reference = await shop.refunded(250);
    await shop.desk.tracker.stop();
    expect(shop.stateOf(reference)).not.toBe('refunded');
    shop.gateway.set(reference, 2);
    shop.openDesk().tracker.resume();
    await shop.clock.pass(60_000);
    expect(shop.stateOf(reference)).toBe('refunded');
    expect(shop.gateway.sent).toHaveLength(1);
  });

  test('is looked up under its own SiteID only, and continued when the till has that one again', async () => {
    const shop = paidShop();
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    await shop.desk.tracker.stop();
    const elsewhere = shop.openDesk('2000');
    shop.gateway.calls.length = 0;
    elsewhere.tracker.resume();
    await shop.clock.pass(3_600_000);
    expect(shop.gateway.calls).toEqual([]);
    const refund = shop.journal.refund(reference)!;
    expect(elsewhere.tracker.otherSiteOf(refund)).toBe(settings.siteId);
    expect(refundView(refund, elsewhere.tracker.otherSiteOf(refund), false).problem).toEqual({
      code: 'refund-stranded',
      details: { site: settings.siteId },
    });
    shop.gateway.set(reference, 2);
    shop.openDesk().tracker.resume();
    await shop.clock.pass(60_000);
    expect(shop.stateOf(reference)).toBe('refunded');
  });

  test('in another currency at the gateway reserves its amount, and says so', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(250);
    shop.gateway.change('DASHBOARD', { currency: 'USD', statusId: 2 });
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_000 } });
    const [imported] = shop.journal.refundsOf(PAYMENT);
    expect(refundView(imported!, null, false)).toMatchObject({
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
    shop.desk.tracker.wake();
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
    shop.desk.tracker.wake();
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
    for (let times = 0; times < 5; times += 1) shop.desk.tracker.wake();
    await shop.clock.pass(0);
    expect(shop.gateway.calls).toHaveLength(asked);
  });
});
