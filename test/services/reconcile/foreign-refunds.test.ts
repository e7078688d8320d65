/** Pages and lists of other payments and refunds, in place of those that were asked for. */
import { expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { NotReconciled } from '#services/reconcile/not-reconciled.ts';
import { refetchRefunds } from '#services/reconcile/gateway-refunds.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import { fetchUnreadRefunds } from '#services/refund/unread-refunds.ts';
import { chen } from '../day/day-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';
import { gatewayRefund } from '../../support/fakes/scripted-refunds.ts';
import { PAYMENTS, REFUNDS } from '../../support/print/receipts.ts';
import { countingIds, installation, madeBefore, settings, silentLog } from '../../support/station-kit.ts';
import { DAY, reconcileKit, refundInDashboard, whys } from './reconcile-kit.ts';

const [OPEN, PAID, EXCEPTION] = [1, 2, 14];
const paid = PAYMENTS.paid as Parameters<typeof refetchRefunds>[1];
const known = REFUNDS.refunded;

const showing = (id: string, reference: string = known.reference): Pick<Gateway, 'getRefund'> => ({
  getRefund: () =>
    Promise.resolve({ kind: 'ok', value: gatewayRefund(known, { id, reference, statusId: PAID }) }),
});

test('a refund whose row cannot be read is not taken from the page of another', async () => {
  const list = { refunds: [], unread: ['5'], unreadRows: [{ name: '5', id: '5' }] };
  expect(await fetchUnreadRefunds(showing('6'), '1', list)).toMatchObject({ kind: 'malformed' });
  expect(await fetchUnreadRefunds(showing('5'), '1', list)).toMatchObject({ value: [{ id: '5' }] });
});

test('the page of another refund leaves the day unreconciled; our own under another ID does not', async () => {
  const line = {
    ...({ of: 'refund', kind: 'different', why: 'refund-otherwise', reference: known.reference } as const),
    ...{ paymentReference: paid.reference, gatewayId: '5', here: null, there: null },
  };
  const refetch = (gateway: Pick<Gateway, 'getRefund'>) => {
    const ports = { gateway: { ...gateway, listRefunds: () => Promise.reject(new Error('not asked')) } };
    return refetchRefunds({ ...ports, log: silentLog }, paid, [], [line], new AbortController().signal);
  };
  await expect(refetch(showing('6', 'R-OF-ANOTHER'))).rejects.toThrow(NotReconciled);
  expect(await refetch(showing('6'))).toHaveLength(1);
});

test('the page of another payment says nothing about one that is looked up again', async () => {
  const kit = await reconcileKit((gateway) => ({
    ...gateway,
    get: (id) =>
      Promise.resolve({
        kind: 'ok',
        value: gatewayPayment({ reference: 'X9-1', amount: 1, currency: 'CNY' }, { id, statusId: PAID }),
      }),
  }));
  await kit.both('T1-1', [OPEN], EXCEPTION);
  await kit.clock.pass(1_000);
  await kit.reconciler.reconcile(DAY, chen);
  expect(whys(kit)).toHaveLength(1);
  expect(kit.journal.payment('T1-1')?.state).toBe('open');
});

test('a day whose refunds are listed under other payments is not reconciled', async () => {
  const kit = await reconcileKit((gateway) => ({
    ...gateway,
    listRefunds: () => gateway.listRefunds(kit.journal.payment('T1-1')?.gateway?.id ?? ''),
  }));
  await kit.both('T1-1', [OPEN, PAID], PAID);
  await refundInDashboard(kit, 'T1-1', 'DASHBOARD');
  await kit.clock.pass(1_000);
  await kit.reconciler.reconcile(DAY, chen);
  expect(kit.journal.refundsOf('T1-1')).toHaveLength(1);
  await kit.both('T1-2', [OPEN, PAID], PAID);
  await kit.clock.pass(1_000);
  expect((await kit.reconciler.reconcile(DAY, chen)).record.result).toBe('not-reconciled');
  expect(kit.journal.refundsOf('T1-2')).toEqual([]);
});

test.each([true, false])(
  'lost refunds are all found only if the lists were of their payments: %s',
  async (isOurs) => {
    const clock = new HandClock();
    const reference = madeBefore(1);
    const lost = gatewayPayment(
      { reference, amount: 1, currency: 'CNY' },
      { statusId: PAID, createdAt: clock.now() },
    );
    const page = { payments: [lost], unread: [], pageIndex: 1, totalPages: 1, totalCount: 1 };
    const listings: boolean[] = [];
    const recovery = recoverPayments(
      {
        ...{
          journal: new MemoryJournal(),
          clock,
          ids: countingIds(),
          log: silentLog,
          settings,
          installation,
        },
        gateway: {
          list: () => Promise.resolve({ kind: 'ok', value: page }),
          listRefunds: () => Promise.resolve({ kind: 'ok', value: { refunds: [], unread: [] } }),
          getRefund: () => Promise.reject(new Error('every row can be read')),
        },
        refunds: { applyReported: () => isOurs },
        onListed: (_imported, complete) => listings.push(complete),
        changes: new Changes(silentLog),
      },
      { lastAt: clock.now(), refundsLost: 1, refunded: [reference], received: null, found: null },
    );
    await clock.pass(0);
    await recovery.stop();
    expect(listings).toEqual([isOurs]);
  },
);
