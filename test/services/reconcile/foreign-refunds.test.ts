/** Pages and lists of other payments and refunds, in place of those that were asked for. */
import { expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import { chen } from '../day/day-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';
import { gatewayRefund } from '../../support/fakes/scripted-refunds.ts';
import { REFUNDS } from '../../support/print/receipts.ts';
import { countingIds, installation, madeBefore, settings, silentLog } from '../../support/station-kit.ts';
import { DAY, reconcileKit, refundInDashboard, whys } from './reconcile-kit.ts';

const [OPEN, PAID, EXCEPTION] = [1, 2, 14];
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
    const anothers = gatewayRefund(REFUNDS.refunded, { statusId: PAID });
    const refunds = isOurs ? [] : [anothers];
    const listings: boolean[] = [];
    const journal = new MemoryJournal();
    const recovery = recoverPayments(
      {
        ...{ clock, ids: countingIds(), log: silentLog, settings, installation },
        journal: Object.assign(journal, {
          paymentOfRefund: (name: string) =>
            name === anothers.reference ? REFUNDS.refunded.paymentReference : undefined,
        }),
        gateway: {
          list: () => Promise.resolve({ kind: 'ok', value: page }),
          listRefunds: () => Promise.resolve({ kind: 'ok', value: { refunds, unread: [] } }),
          getRefund: () => Promise.reject(new Error('every row can be read')),
        },
        refunds: { tracker: { applyReported: () => undefined } },
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
