import { getEventListeners } from 'node:events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { byChen, chen, makeRefund } from '../day/day-kit.ts';
import { recorded } from '../../support/recorded-changes.ts';
import type { ReconcileKit } from './reconcile-kit.ts';
import { madeBefore } from '../../support/station-kit.ts';
import { DAY, refundInDashboard, reconcileKit, whys } from './reconcile-kit.ts';

const [OPEN, PAID, CANCELLED, PARTIALLY_REFUNDED] = [1, 2, 3, 21];
const HOUR = 3_600_000;
/** Two payments whose rows the journal has lost. */
const [LOST, LOST_OPEN] = [madeBefore(1), madeBefore(2)];

/** The pages of the gateway's list that were asked for. */
const pagesAsked = async ({ simulator }: ReconcileKit): Promise<readonly string[]> => {
  const received = (await (await fetch(`${simulator.url}/__control/requests`)).json()) as {
    requests: { method: string; path: string }[];
  };
  return received.requests
    .filter(({ method, path }) => method === 'GET' && path.includes('pageIndex'))
    .map(({ path }) => /pageIndex=(\d+)/.exec(path)?.[1] ?? '');
};

/** Every kind of difference between the two sides. */
const dayApart = async (kit: ReconcileKit): Promise<void> => {
  const { both, here, there, journal, clock } = kit;
  await both('T1-agreed', [OPEN, PAID], PAID);
  await both('T1-unreported', [OPEN], PAID);
  await there(LOST, PAID);
  await there(LOST_OPEN, OPEN);
  here('T1-doubt');
  here('T1-gone', [OPEN, PAID], { ...(await there('X-gone', PAID)), id: '1', reference: 'T1-gone' });
  await both('T1-still-open', [OPEN, CANCELLED], OPEN);
  await both('T1-late', [OPEN, CANCELLED], PAID);
  here('T1-other', [PAID], { ...(await there('T1-other', PAID, { amount: 900 })), amount: 1000 });
  await there('T2-other-till', PAID);

  const late = await there('T1-returned', PAID);
  here('T1-returned', [OPEN, CANCELLED], late);
  journal.append('T1-returned', { type: 'observed', payment: late }, clock.now());
  await refundInDashboard(kit, 'T1-returned', 'DASHBOARD');
};

const HTML = { kind: 'malformed', detail: 'html' } as const;
const idOf = ({ journal }: ReconcileKit, reference: string): string | undefined =>
  journal.payment(reference)?.gateway?.id;

/** A row that does not say what it is. */
const refusedDuplicate = (reference: string) => ({
  ...{ id: '999', reference, amount: 250, currency: 'CNY', statusId: 4, reasons: [], createdAt: null },
});

test('a till that reconciles day after day does not listen to more and more of its own signals', async () => {
  const silence = { kind: 'unreachable', detail: 'ECONNREFUSED' } as const;
  const kit = await reconcileKit((gateway) => ({ ...gateway, list: () => Promise.resolve(silence) }));
  const heard: AbortSignal[] = [];
  const listen = vi.spyOn(AbortSignal.prototype, 'addEventListener').mockImplementation(function (
    this: AbortSignal,
    ...listening: Parameters<EventTarget['addEventListener']>
  ) {
    heard.push(this);
    EventTarget.prototype.addEventListener.apply(this, listening);
  });
  onTestFinished(() => listen.mockRestore());
  await kit.reconciler.reconcile(DAY, chen);
  await kit.reconciler.reconcileWithin(1_000, [DAY], chen);
  expect(heard.map((signal) => getEventListeners(signal, 'abort').length)).toEqual([0, 0]);
});

describe('reconciling a day with the gateway’s list', () => {
  test('that agrees in everything matches, however many pages the list has', async () => {
    const kit = await reconcileKit();
    for (let number = 1; number <= 60; number += 1) await kit.both(`T1-${number}`, [OPEN, PAID], PAID);
    await kit.both('T1-61', [OPEN, CANCELLED], CANCELLED);
    await kit.clock.pass(1_000);
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record).toMatchObject({ result: 'matched', mended: 0, lines: [], by: chen });
    expect(record.payments).toEqual({ matched: 61, 'only-here': 0, 'only-there': 0, different: 0 });
    expect(await pagesAsked(kit)).toEqual(['1', '2']);
    expect(kit.journal.reconciliation(DAY)?.record).toEqual(record);
  });

  test('resolves what a second look-up settles, names the rest, and never touches another till’s', async () => {
    const kit = await reconcileKit();
    const imported = recorded(kit.changes, 'imported');
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
    const state = (reference: string) => kit.journal.payment(reference)?.state;
    expect(state('T1-unreported')).toBe('paid');
    expect(state(LOST)).toBe('paid');
    expect(state(LOST_OPEN)).toBe('open');
    expect(kit.journal.payment('T1-late')).toMatchObject({ state: 'paid', late: true });
    expect(kit.payments.tracker.unsettled.map(({ reference }) => reference)).toContain('T1-late');
    expect(state('T2-other-till')).toBeUndefined();
    expect(kit.journal.refundsOf('T1-returned')).toMatchObject([{ note: 'DASHBOARD', state: 'requested' }]);
    expect(record.refunds.matched).toBe(1);
    expect(record.mended).toBe(5);
    expect(imported).toHaveLength(1);
  });

  test('imports a lost payment with its refunds, once, however often it is reconciled', async () => {
    const kit = await reconcileKit();
    const { id: paymentId } = await kit.there(LOST, PAID);
    await kit.line.createRefund({
      paymentId,
      reference: 'T1-R1',
      requestId: 'r',
      amount: 250,
      description: '',
    });
    for (let times = 0; times < 2; times += 1) {
      await kit.clock.pass(1_000);
      expect((await kit.reconciler.reconcile(DAY, chen)).record.result).toBe('matched');
    }
    expect(kit.journal.refundsOf(LOST)).toMatchObject([{ note: 'T1-R1', amount: 250, askedBy: null }]);
    expect(kit.journal.startedBetween(0, Infinity).map(({ reference }) => reference)).toEqual([LOST]);
  });

  test('a second time finds the same and journals nothing else', async () => {
    const kit = await reconcileKit();
    await dayApart(kit);
    await kit.clock.pass(1_000);
    await kit.reconciler.reconcile(DAY, chen);
    const before = kit.journal.head().sequence;
    const again = await kit.reconciler.reconcile(DAY, chen);
    expect(again.sequence).toBe(before + 1);
    expect(again.record).toMatchObject({ result: 'different', mended: 0 });
  });

  test('updates a payment in progress, and the till goes on with it', async () => {
    const kit = await reconcileKit();
    const started = kit.payments.start(1250, '');
    if (!started.started) throw new Error(started.why);
    const { reference } = started.payment;
    await expect.poll(() => kit.journal.payment(reference)?.state).toBe('open');
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
    expect(kit.journal.reconciliation('2026-11-24')?.record.payments).toMatchObject({
      matched: 0,
      different: 0,
    });
    await kit.reconciler.reconcile(DAY, chen);
    expect(kit.journal.reconciliation(DAY)?.record).toMatchObject({
      result: 'matched',
      mended: 1,
      payments: { matched: 1 },
    });
  });

  test('finds a refund of an ordinary sale that was made in the gateway’s dashboard', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.both('T1-2', [OPEN, PAID], PAID);
    await refundInDashboard(kit, 'T1-1', 'DASHBOARD');
    await kit.clock.pass(1_000);
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record).toMatchObject({ result: 'matched', refundsAsked: 'every', refunds: { matched: 1 } });
    expect(kit.journal.refundsOf('T1-1')).toMatchObject([{ note: 'DASHBOARD', amount: 250 }]);
  });

  test('includes a refund made today of a sale of yesterday', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(24 * HOUR);
    makeRefund(kit, 'T1-R1', 'T1-1', 250, [OPEN]);
    await kit.reconciler.reconcile('2026-11-24', chen);
    expect(whys(kit, '2026-11-24')).toEqual(['T1-R1: refund-only-here']);
  });

  test('finds the refund behind a payment that the gateway reports as refunded, at a close too', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await refundInDashboard(kit, 'T1-1', 'DASHBOARD');
    await kit.control('set-status', { reference: 'T1-1', statusId: PARTIALLY_REFUNDED });
    await kit.clock.pass(1_000);
    await kit.day.close(byChen);
    expect(kit.journal.reconciliation(DAY)?.record).toMatchObject({
      result: 'matched',
      refundsAsked: 'every',
      payments: { matched: 1 },
      refunds: { matched: 1 },
    });
    expect(kit.journal.refundsOf('T1-1')).toMatchObject([{ amount: 250, note: 'DASHBOARD' }]);
  });

  test('imports what the gateway tells although it does not tell everything, and has no result then', async () => {
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      get: (id) => (id === idOf(kit, 'T1-odd') ? Promise.resolve(HTML) : gateway.get(id)),
      listRefunds: (id) =>
        id === idOf(kit, 'T1-odd-refunds') ? Promise.resolve(HTML) : gateway.listRefunds(id),
    }));
    await kit.both('T1-odd', [OPEN, CANCELLED], PAID);
    await kit.both('T1-refunded', [OPEN, PAID], PAID);
    await kit.both('T1-odd-refunds', [OPEN, PAID], PAID);
    await kit.there(LOST, PAID);
    await refundInDashboard(kit, 'T1-refunded', 'DASHBOARD');
    await kit.clock.pass(1_000);
    expect((await kit.reconciler.reconcile(DAY, chen)).record.result).toBe('not-reconciled');
    expect(kit.journal.payment(LOST)?.state).toBe('paid');
    expect(kit.journal.refundsOf('T1-refunded')).toMatchObject([{ note: 'DASHBOARD', amount: 250 }]);
  });

  test('ends no refund by a row alone', async () => {
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      listRefunds: (paymentId) =>
        Promise.resolve({
          kind: 'ok',
          value: { refunds: [{ ...refusedDuplicate('T1-R1'), paymentId }], unread: [] },
        }),
      getRefund: () => Promise.resolve({ kind: 'not-found' }),
    }));
    await kit.both('T1-1', [OPEN, PAID], PAID);
    makeRefund(kit, 'T1-R1', 'T1-1', 250, [OPEN]);
    await kit.clock.pass(1_000);
    await kit.reconciler.reconcile(DAY, chen);
    expect(whys(kit)).toEqual(['T1-R1: refund-only-here']);
    expect(kit.journal.refund('T1-R1')?.state).toBe('requested');
  });

  test('without a network has no result, and nothing is changed', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN], PAID);
    await kit.simulator.setNetwork('down');
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record).toMatchObject({ result: 'not-reconciled', lines: [], payments: { matched: 0 } });
    expect(kit.journal.payment('T1-1')?.state).toBe('open');
  });
});
