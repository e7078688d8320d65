import { describe, expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import type { DayClosed } from '#services/close-day.ts';
import type { Gateway } from '#services/gateway-port.ts';
import { byChen, chen, giveBack } from './day-kit.ts';
import { DAY, reconcileKit } from './reconcile-kit.ts';

const [OPEN, PAID, CANCELLED] = [1, 2, 3];
const HOUR = 3_600_000;
type Kit = Awaited<ReturnType<typeof reconcileKit>>;

const whys = (kit: Kit, date = DAY): readonly string[] | undefined =>
  kit.books.reconciliation(date)?.record.lines.map(({ reference, why }) => `${reference}: ${why}`);

/** The pages of the gateway's list that were asked for. */
const pagesAsked = async ({ simulator }: Kit): Promise<readonly string[]> => {
  const heard = (await (await fetch(`${simulator.url}/__control/requests`)).json()) as {
    requests: { method: string; path: string }[];
  };
  return heard.requests
    .filter(({ method, path }) => method === 'GET' && path.includes('pageIndex'))
    .map(({ path }) => /pageIndex=(\d+)/.exec(path)?.[1] ?? '');
};

const closed = async (kit: Kit): Promise<Extract<DayClosed, { closed: true }>> => {
  const outcome = await kit.day.close(byChen);
  if (!outcome.closed) throw new Error(outcome.why);
  return outcome;
};

/** Somebody gives 2.50 of a payment back in the gateway's own pages. */
const giveBackThere = async ({ books, line }: Kit, reference: string, name: string): Promise<void> => {
  const paymentId = books.payment(reference)?.gateway?.id ?? '';
  await line.createRefund({ paymentId, requestId: name, amount: 250, description: '', reference: name });
};

/** Every way in which the two sides can come apart. */
const dayApart = async (kit: Kit): Promise<void> => {
  const { both, here, there, books, clock } = kit;
  await both('T1-agreed', [OPEN, PAID], PAID);
  await both('T1-unheard', [OPEN], PAID);
  await there('T1-lost', PAID);
  await there('T1-lost-open', OPEN);
  here('T1-doubt');
  here('T1-gone', [OPEN, PAID], { ...(await there('X-gone', PAID)), id: '1', reference: 'T1-gone' });
  await both('T1-still-open', [OPEN, CANCELLED], OPEN);
  await both('T1-late', [OPEN, CANCELLED], PAID);
  here('T1-other', [PAID], await there('T1-other', PAID, { amount: 900 }), { amount: 1000 });
  await there('T2-other-till', PAID);

  const late = await there('T1-returned', PAID);
  here('T1-returned', [OPEN, CANCELLED], late);
  books.append('T1-returned', { type: 'observed', payment: late }, clock.now());
  await giveBackThere(kit, 'T1-returned', 'DASHBOARD');
};

describe('holding a day against the gateway’s list', () => {
  test('that agrees in everything matches, however many pages it has', { timeout: 20_000 }, async () => {
    const kit = await reconcileKit();
    for (let number = 1; number <= 60; number += 1) await kit.both(`T1-${number}`, [OPEN, PAID], PAID);
    await kit.both('T1-61', [OPEN, CANCELLED], CANCELLED);
    await kit.clock.pass(1_000);
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record).toMatchObject({ result: 'matched', mended: 0, lines: [], by: chen });
    expect(record.payments).toEqual({ matched: 61, 'only-here': 0, 'only-there': 0, different: 0 });
    expect(await pagesAsked(kit)).toEqual(['1', '2']);
    expect(kit.books.reconciliation(DAY)?.record).toEqual(record);
  });

  test('mends what asking again settles and names the rest, and never touches another till’s', async () => {
    const kit = await reconcileKit();
    await dayApart(kit);
    await kit.clock.pass(1_000);
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record.result).toBe('different');
    expect(whys(kit)?.toSorted()).toEqual([
      'T1-doubt: in-doubt',
      'T1-gone: paid-only-here',
      'T1-other: other-money',
      'T1-still-open: open-there',
    ]);
    const state = (reference: string) => kit.books.payment(reference)?.state;
    expect(state('T1-unheard')).toBe('paid');
    expect(state('T1-lost')).toBe('paid');
    expect(state('T1-lost-open')).toBe('open');
    expect(kit.books.payment('T1-late')).toMatchObject({ state: 'paid', late: true });
    expect(kit.payments.late.map(({ reference }) => reference)).toContain('T1-late');
    expect(state('T2-other-till')).toBeUndefined();
    expect(kit.books.refundsOf('T1-returned')).toMatchObject([{ note: 'DASHBOARD', state: 'requested' }]);
    expect(record.refunds.matched).toBe(1);
    expect(record.mended).toBe(5);
    expect(kit.state.putBack).toBe(1);
  });

  test('a second time finds the same and writes nothing but that', async () => {
    const kit = await reconcileKit();
    await dayApart(kit);
    await kit.clock.pass(1_000);
    await kit.reconciler.reconcile(DAY, chen);
    const before = kit.books.head().sequence;
    const again = await kit.reconciler.reconcile(DAY, chen);
    expect(again.sequence).toBe(before + 1);
    expect(again.record).toMatchObject({ result: 'different', mended: 0 });
  });

  test('moves a payment that the till is just carrying, and the till goes on with it', async () => {
    const kit = await reconcileKit();
    const started = kit.payments.start(1250, '');
    if (!started.started) throw new Error(started.why);
    const { reference } = started.payment;
    await expect.poll(() => kit.books.payment(reference)?.state).toBe('open');
    await kit.control('set-status', { reference, statusId: PAID });
    await kit.clock.pass(1_000);
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record).toMatchObject({ result: 'matched', mended: 1 });
    expect(kit.payments.current).toMatchObject({ reference, state: 'paid', late: false });
  });

  test('a payment on the edge belongs to the day on which the till began it', async () => {
    const kit = await reconcileKit();
    await kit.clock.pass(12 * HOUR - 1);
    kit.here('T1-edge');
    await kit.clock.pass(2);
    await kit.there('T1-edge', OPEN);
    await kit.clock.pass(HOUR);
    await kit.reconciler.reconcile('2026-11-24', chen);
    expect(kit.books.reconciliation('2026-11-24')?.record.payments).toMatchObject({
      matched: 0,
      different: 0,
    });
    await kit.reconciler.reconcile(DAY, chen);
    expect(kit.books.reconciliation(DAY)?.record).toMatchObject({
      result: 'matched',
      mended: 1,
      payments: { matched: 1 },
    });
  });

  test('finds a refund of an ordinary sale that was made in the gateway’s own pages', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.both('T1-2', [OPEN, PAID], PAID);
    await giveBackThere(kit, 'T1-1', 'DASHBOARD');
    await kit.clock.pass(1_000);
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record).toMatchObject({ result: 'matched', refundsAsked: 'every', refunds: { matched: 1 } });
    expect(kit.books.refundsOf('T1-1')).toMatchObject([{ note: 'DASHBOARD', amount: 250 }]);
  });

  test('includes what is given back today of a sale of yesterday', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(24 * HOUR);
    giveBack(kit, 'T1-R1', 'T1-1', 250, [OPEN]);
    await kit.reconciler.reconcile('2026-11-24', chen);
    expect(whys(kit, '2026-11-24')).toEqual(['T1-R1: refund-only-here']);
  });

  test('without a network says nothing of the day, and nothing is changed', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN], PAID);
    await kit.simulator.setNetwork('down');
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record).toMatchObject({ result: 'not-reconciled', lines: [], payments: { matched: 0 } });
    expect(kit.books.payment('T1-1')?.state).toBe('open');
  });
});

describe('closing the day', () => {
  test('compares first, so that the Z says how it came out', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN], PAID);
    await kit.clock.pass(1_000);
    const outcome = await kit.day.close(byChen);
    expect(outcome).toMatchObject({
      closed: true,
      z: { record: { report: { reconciliation: 'matched', payments: { paid: { CNY: { count: 1 } } } } } },
    });
    expect(kit.books.unreconciledDays()).toEqual([]);
  });

  test('after its cut-off compares the day that was sold on, and names it on the Z', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN], PAID);
    await kit.both('T1-2', [OPEN, PAID], CANCELLED);
    await kit.there('T1-lost', PAID);
    await kit.clock.pass(12.5 * HOUR);
    const { begunOn, z } = await closed(kit);
    const { compared, reconciliation, payments } = z.record.report;
    expect(begunOn).toEqual([DAY]);
    expect(compared).toMatchObject([
      { date: DAY, result: 'different', payments: { matched: 2, different: 1 }, refunds: { matched: 0 } },
    ]);
    expect(reconciliation).toBe('different');
    expect(payments.paid).toEqual({ CNY: { count: 3, sum: 3750 } });
    expect(whys(kit)).toEqual(['T1-2: paid-here']);
    expect(z.record.date).toBe('2026-11-24');
  });

  test('for two days at once compares the newest first, and the till catches up with what was not reached', async () => {
    const hanging: ((answer: Awaited<ReturnType<Gateway['list']>>) => void)[] = [];
    let asked = 0;
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      list: (filter) => {
        asked += 1;
        return asked === 1 ? gateway.list(filter) : new Promise((resolve) => hanging.push(resolve));
      },
    }));
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(24 * HOUR);
    await kit.both('T1-2', [OPEN, PAID], PAID);
    const closing = closed(kit);
    await expect.poll(() => hanging.length).toBe(1);
    await kit.clock.pass(PACE.reconciling.closeWaits);
    hanging[0]?.({ kind: 'no-answer', detail: 'timeout' });
    const { compared, reconciliation } = (await closing).z.record.report;
    expect(compared).toMatchObject([
      { date: DAY, result: 'not-reconciled', payments: { matched: 0 } },
      { date: '2026-11-24', result: 'matched', payments: { matched: 1 } },
    ]);
    expect(reconciliation).toBe('not-reconciled');
    expect(kit.books.unreconciledDays()).toEqual([DAY]);
  });

  test('keeps no customer waiting for the refunds of every sale, and says that it asked for those it knows', async () => {
    const asked: string[] = [];
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      listRefunds: (id) => {
        asked.push(id);
        return gateway.listRefunds(id);
      },
    }));
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(1_000);
    await kit.day.close(byChen);
    expect(asked).toEqual([]);
    expect(kit.books.reconciliation(DAY)?.record).toMatchObject({ refundsAsked: 'known' });
  });

  test('without a network is done all the same, and compared when there is one and nobody waits', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(1_000);
    await kit.simulator.setNetwork('down');
    expect(await kit.day.close(byChen)).toMatchObject({
      z: { record: { report: { reconciliation: 'not-reconciled' } } },
    });
    expect(kit.books.unreconciledDays()).toEqual([DAY]);

    await kit.simulator.setNetwork('up');
    kit.state.isFree = false;
    kit.reconciler.keepCatchingUp();
    await kit.clock.pass(PACE.reconciling.everyCatchUp);
    expect(kit.books.unreconciledDays()).toEqual([DAY]);
    kit.state.isFree = true;
    await kit.clock.pass(PACE.reconciling.everyCatchUp);
    await expect.poll(() => kit.books.unreconciledDays()).toEqual([]);
    expect(kit.books.reconciliation(DAY)?.record).toMatchObject({ result: 'matched', by: null });
  });

  test('with a clock that was set back to a day before does not claim that the day still matches', async () => {
    const kit = await reconcileKit();
    expect(await kit.day.close(byChen)).toMatchObject({
      z: { record: { report: { reconciliation: 'matched' } } },
    });
    kit.clock.set(-3 * 24 * HOUR);
    expect(await kit.day.close(byChen)).toMatchObject({
      z: { record: { date: DAY, clockWasBehind: true, report: { reconciliation: 'not-reconciled' } } },
    });
    expect(kit.books.unreconciledDays()).toEqual([DAY]);
  });

  test('with a clock that was set back still compares what was sold before', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, CANCELLED], OPEN);
    kit.clock.set(-HOUR);
    await kit.both('T1-2', [OPEN, PAID], PAID);
    await kit.day.close(byChen);
    expect(whys(kit)).toEqual(['T1-1: open-there']);
    expect(kit.books.reconciliation(DAY)?.record.payments.matched).toBe(1);
  });

  test('waits twenty seconds for a gateway that hangs, and not longer', async () => {
    const hanging: ((answer: Awaited<ReturnType<Gateway['list']>>) => void)[] = [];
    const list: Gateway['list'] = () => new Promise((resolve) => hanging.push(resolve));
    const kit = await reconcileKit((gateway) => ({ ...gateway, list }));
    let closed: unknown;
    const closing = kit.day.close(byChen).then((outcome) => (closed = outcome));
    await kit.clock.pass(19_999);
    expect({ asked: hanging.length, closed }).toEqual({ asked: 1, closed: undefined });
    await kit.clock.pass(1);
    await closing;
    hanging[0]?.({ kind: 'no-answer', detail: 'timeout' });
    expect(closed).toMatchObject({ z: { record: { report: { reconciliation: 'not-reconciled' } } } });
  });
});
