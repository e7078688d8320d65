/** Days that were closed without being reconciled. */
import { expect, onTestFinished, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { Changes } from '#services/changes.ts';
import type { Answer, Gateway, PaymentPage } from '#services/gateway/gateway-port.ts';
import { OtherTills } from '#services/reconcile/other-tills.ts';
import { Reconciler } from '#services/reconcile/reconcile.ts';
import { byChen, dayKit, pay } from '../day/day-kit.ts';
import { NOON, reportedPayment } from '../../sqlite/kit/new-journal.ts';
import { installation, settings, silentLog } from '../../support/station-kit.ts';

const HOUR = 3_600_000;
const [OPEN, PAID] = [1, 2];
const [FIRST, SECOND] = ['2026-11-23', '2026-11-24'];

/** Two days of one sale each, closed without the gateway; it now tells of the second day what `told` says. */
const closedDays = async (told: Answer<PaymentPage>) => {
  const kit = dayKit();
  for (const reference of ['T1-1', 'T1-2']) {
    pay(kit, reference, [OPEN, PAID]);
    await kit.desk.close(byChen);
    await kit.clock.pass(24 * HOUR);
  }
  expect(kit.journal.unreconciledDays()).toEqual([SECOND, FIRST]);
  /** Hours since the till began to catch up. */
  const asked: number[] = [];
  const began = kit.clock.now();
  const page = {
    payments: [reportedPayment('T1-1', PAID)],
    ...{ unread: [], pageIndex: 1, totalPages: 1, totalCount: 1 },
  };
  const list: Gateway['list'] = ({ endAt = 0 }) => {
    if (endAt < NOON + 24 * HOUR) return Promise.resolve({ kind: 'ok', value: page });
    asked.push((kit.clock.now() - began) / HOUR);
    return Promise.resolve(told);
  };
  const notPartOfTest = () => Promise.reject(new Error('not part of this test'));
  const reconciler = new Reconciler({
    ...kit.ports,
    ...{ settings, installation, log: silentLog, isFree: () => true, changes: new Changes(silentLog) },
    gateway: {
      list,
      listRefunds: () => Promise.resolve({ kind: 'ok', value: { refunds: [], unread: [] } }),
      get: notPartOfTest,
      getRefund: notPartOfTest,
    },
    payments: { tracker: { applyStatus: () => undefined, trackUnfinished: () => undefined } },
    refunds: { tracker: { applyReported: () => undefined } },
    otherTills: new OtherTills(kit.journal, new Changes(silentLog)),
  });
  onTestFinished(() => reconciler.stop());
  reconciler.keepCatchingUp();
  return { ...kit, asked };
};

test('are reconciled although the gateway cannot prove a later one, which is asked about less and less often', async () => {
  const { clock, journal, asked } = await closedDays({ kind: 'malformed', detail: 'html' });
  await clock.pass(PACE.reconciling.everyCatchUp);
  expect(journal.unreconciledDays()).toEqual([SECOND]);
  expect(journal.reconciliation(FIRST)?.record).toMatchObject({ result: 'matched', by: null });
  await clock.pass(3 * HOUR);
  expect(asked.map((hours) => Math.round(hours * 60))).toEqual([5, 10, 15, 20, 35, 95, 155]);
});

test('wait together while the gateway cannot be reached', async () => {
  const { clock, journal, asked } = await closedDays({ kind: 'unreachable', detail: 'ECONNREFUSED' });
  await clock.pass(2 * PACE.reconciling.everyCatchUp);
  expect(asked).toHaveLength(2);
  expect(journal.unreconciledDays()).toEqual([SECOND, FIRST]);
});
