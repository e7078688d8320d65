import { describe, expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import type { DayClosed } from '#services/day/day-desk.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { byChen, makeRefund } from '../day-kit.ts';
import type { ReconcileKit } from '../../reconcile/reconcile-kit.ts';
import { DAY, reconcileKit, whys } from '../../reconcile/reconcile-kit.ts';
import { madeBefore } from '../../../support/station-kit.ts';

const [OPEN, PAID, CANCELLED] = [1, 2, 3];
const HOUR = 3_600_000;

const closed = async (kit: ReconcileKit): Promise<Extract<DayClosed, { closed: true }>> => {
  const outcome = await kit.day.close(byChen);
  if (!outcome.closed) throw new Error(outcome.why);
  return outcome;
};

const referenceOf = ({ simulator }: ReconcileKit, id: string): unknown =>
  simulator.store().payments.find((one) => String(one.id) === id)?.reference;

describe('closing the day', () => {
  test('reconciles first, so that the Z has the result', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN], PAID);
    await kit.clock.pass(1_000);
    const outcome = await kit.day.close(byChen);
    expect(outcome).toMatchObject({
      closed: true,
      z: { record: { report: { reconciliation: 'matched', payments: { paid: { CNY: { count: 1 } } } } } },
    });
    expect(kit.journal.unreconciledDays()).toEqual([]);
  });

  test('after the cut-off reconciles the day of the sales, and names it on the Z', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN], PAID);
    await kit.both('T1-2', [OPEN, PAID], CANCELLED);
    await kit.there(madeBefore(1), PAID);
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

  test('with two days open reconciles the newest first, and the other one later', async () => {
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
    expect(kit.journal.unreconciledDays()).toEqual([DAY]);
  });

  /** A day of three sales, of which the till has refunded the last; each list of refunds takes this long. */
  const askedForRefunds = async (listTakes: number) => {
    const asked: string[] = [];
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      listRefunds: async (id) => {
        asked.push(id);
        await kit.clock.pass(listTakes);
        return gateway.listRefunds(id);
      },
    }));
    for (const reference of ['T1-1', 'T1-2', 'T1-3']) await kit.both(reference, [OPEN, PAID], PAID);
    makeRefund(kit, 'T1-R1', 'T1-3', 100, []);
    await kit.clock.pass(1_000);
    await kit.day.close(byChen);
    const { refundsAsked } = kit.journal.reconciliation(DAY)!.record;
    return { asked: asked.map((id) => referenceOf(kit, id)), refundsAsked };
  };

  test('lists the refunds of every sale, those that the till knows of first', async () => {
    const { asked, refundsAsked } = await askedForRefunds(0);
    expect(asked).toEqual(['T1-3', 'T1-2', 'T1-1']);
    expect(refundsAsked).toBe('every');
  });

  test('on a slow line keeps to the known ones after a while, and records that it did', async () => {
    const { asked, refundsAsked } = await askedForRefunds(PACE.reconciling.closeAsksElsewhere);
    expect(asked).toEqual(['T1-3']);
    expect(refundsAsked).toBe('known');
  });

  test('works without a network, and the day is reconciled later, when no customer waits', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(1_000);
    await kit.simulator.setNetwork('down');
    expect(await kit.day.close(byChen)).toMatchObject({
      z: { record: { report: { reconciliation: 'not-reconciled' } } },
    });
    expect(kit.journal.unreconciledDays()).toEqual([DAY]);

    await kit.simulator.setNetwork('up');
    kit.state.isFree = false;
    kit.reconciler.keepCatchingUp();
    await kit.clock.pass(PACE.reconciling.everyCatchUp);
    expect(kit.journal.unreconciledDays()).toEqual([DAY]);
    kit.state.isFree = true;
    await kit.clock.pass(PACE.reconciling.everyCatchUp);
    await expect.poll(() => kit.journal.unreconciledDays()).toEqual([]);
    expect(kit.journal.reconciliation(DAY)?.record).toMatchObject({ result: 'matched', by: null });
  });

  test('with a clock set back to an earlier day does not claim that the day still matches', async () => {
    const kit = await reconcileKit();
    expect(await kit.day.close(byChen)).toMatchObject({
      z: { record: { report: { reconciliation: 'matched' } } },
    });
    kit.clock.set(-3 * 24 * HOUR);
    expect(await kit.day.close(byChen)).toMatchObject({
      z: { record: { date: DAY, clockWasBehind: true, report: { reconciliation: 'not-reconciled' } } },
    });
    expect(kit.journal.unreconciledDays()).toEqual([DAY]);
  });

  test('with a clock set back still reconciles earlier sales', async () => {
    const kit = await reconcileKit();
    await kit.both('T1-1', [OPEN, CANCELLED], OPEN);
    kit.clock.set(-HOUR);
    await kit.both('T1-2', [OPEN, PAID], PAID);
    await kit.day.close(byChen);
    expect(whys(kit)).toEqual(['T1-1: open-there']);
    expect(kit.journal.reconciliation(DAY)?.record.payments.matched).toBe(1);
  });

  test('waits at most twenty seconds for a gateway that hangs', async () => {
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
