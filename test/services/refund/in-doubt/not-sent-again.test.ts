import { describe, expect, test } from 'vitest';
import { payLate } from '../../../sqlite/kit/new-journal.ts';
import { PAYMENT, paidShop } from '../refund-kit.ts';

describe('a refund that never arrived is not sent again without a person', () => {
  const SECOND = 1_000;
  const tailLost = {
    type: 'tail-lost',
    ...{ rows: 3, since: 0, until: null, zs: 0, zsLost: 0 },
    ...{ payments: 1, refunds: 2, shifts: 0 },
  } as const;

  const lost = async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    await shop.clock.pass(SECOND);
    return { ...shop, reference };
  };

  test('once another was made elsewhere, in the gateway’s dashboard for example', async () => {
    const { gateway, clock, stateOf, reference } = await lost();
    gateway.madeElsewhere(250);
    await clock.pass(120 * SECOND);
    expect(gateway.sent).toHaveLength(1);
    expect(stateOf(reference)).toBe('failed');
  });

  test('nor while a row that cannot be read may be such a one', async () => {
    const { gateway, clock, stateOf, reference } = await lost();
    const list = { kind: 'ok', value: { refunds: [], unread: ['DASHBOARD'] } } as const;
    gateway.listRefunds = () => Promise.resolve(list);
    await clock.pass(120 * SECOND);
    expect(gateway.sent).toHaveLength(1);
    expect(stateOf(reference)).toBe('failed');
  });

  test('nor if that was imported before it was proven missing', async () => {
    const { gateway, desk, clock, stateOf, reference } = await lost();
    gateway.madeElsewhere(250);
    await desk.refundable(PAYMENT);
    await clock.pass(120 * SECOND);
    expect(gateway.sent).toHaveLength(1);
    expect(stateOf(reference)).toBe('failed');
  });

  test('nor if what was imported since cannot be read, and the gateway gives no list', async () => {
    const { gateway, desk, journal, clock, stateOf, reference } = await lost();
    gateway.madeElsewhere(250);
    await desk.refundable(PAYMENT);
    const refundsOf = journal.refundsOf.bind(journal);
    const damaged = new Error('damaged');
    const withoutIt: typeof refundsOf = (payment, onUnreadable) => {
      if (!onUnreadable) throw damaged;
      onUnreadable(damaged, 'refund-700');
      return refundsOf(payment).filter((refund) => refund.reference === reference);
    };
    Object.assign(journal, { refundsOf: withoutIt });
    gateway.listRefunds = () => Promise.resolve({ kind: 'not-found' });
    gateway.method = () => Promise.resolve({ kind: 'ok', value: { currencies: [] } });
    await clock.pass(120 * SECOND);
    expect(gateway.sent).toHaveLength(1);
    expect(stateOf(reference)).toBe('unknown');
    expect(desk.tracker.maySettle(journal.refund(reference)!)).toBe(true);
  });

  test('but is if what else the gateway lists are refunds of other payments', async () => {
    const shop = paidShop();
    const { gateway, journal, clock } = shop;
    payLate(journal, 'T1-2', clock.now() - 60 * SECOND, { id: '777' });
    await shop.refunded(100, { paymentReference: 'T1-2', left: 0 });
    await clock.pass(SECOND);
    gateway.storesUnanswered = false;
    gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const list = gateway.listRefunds.bind(gateway);
    gateway.listRefunds = () => Promise.resolve({ kind: 'ok', value: { refunds: [], unread: [] } });
    const reference = await shop.refunded(250);
    gateway.listRefunds = list;
    await clock.pass(120 * SECOND);
    expect(gateway.sent.map((sent) => sent.amount)).toEqual([100, 250, 250]);
    expect(shop.stateOf(reference)).toBe('requested');
  });

  test('but is if that had been imported before it began', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(100);
    await shop.desk.refundable(PAYMENT);
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    await shop.clock.pass(120 * SECOND);
    expect(shop.gateway.sent).toHaveLength(2);
    expect(shop.stateOf(reference)).toBe('requested');
  });

  test('once the journal has lost rows, which may have said that it failed and that another was made', async () => {
    const { gateway, desk, openDesk, journal, clock, stateOf, reference } = await lost();
    await desk.tracker.stop();
    journal.record(tailLost, clock.now());
    openDesk().tracker.resume();
    await clock.pass(120 * SECOND);
    expect(gateway.sent).toHaveLength(1);
    expect(stateOf(reference)).toBe('failed');
  });

  test('but is if rows were lost before it began, though the record of that cannot be read', async () => {
    const shop = paidShop();
    shop.journal.record(tailLost, shop.clock.now());
    const lastRecord = (): never => {
      throw new SyntaxError('of a newer version');
    };
    Object.assign(shop.journal, { lastRecord });
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = await shop.refunded(250);
    await shop.clock.pass(120 * SECOND);
    expect(shop.gateway.sent).toHaveLength(2);
    expect(shop.stateOf(reference)).toBe('requested');
  });

  test('nor by time alone, while nothing shows that it is still missing', async () => {
    const { gateway, desk, journal, clock, reference, stateOf } = await lost();
    for (let hints = 0; hints < 3; hints += 1) {
      desk.tracker.hint(reference);
      await clock.pass(SECOND);
    }
    const missed = journal.refundStory(reference).filter(({ event }) => event.type === 'refund-missed');
    expect(missed).toHaveLength(4);
    const list = gateway.listRefunds.bind(gateway);
    gateway.listRefunds = () => Promise.resolve({ kind: 'server-fault', status: 500, retryAfterMs: null });
    await clock.pass(60 * SECOND);
    expect(gateway.sent).toHaveLength(1);
    gateway.listRefunds = list;
    gateway.arrivesLate(gateway.sent[0]!);
    await clock.pass(60 * SECOND);
    expect(gateway.sent).toHaveLength(1);
    expect(stateOf(reference)).toBe('requested');
  });

  test('nor after a restart before it was looked up again', async () => {
    const { gateway, desk, openDesk, journal, clock, reference, stateOf } = await lost();
    await desk.tracker.stop();
    for (const after of [0, 15, 31])
      journal.appendRefund(reference, { type: 'refund-missed' }, clock.now() + after * SECOND);
    gateway.arrivesLate(gateway.sent[0]!);
    await clock.pass(60 * SECOND);
    openDesk().tracker.resume();
    await clock.pass(SECOND);
    expect(gateway.sent).toHaveLength(1);
    expect(stateOf(reference)).toBe('requested');
  });
});
