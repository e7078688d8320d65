import { describe, expect, test } from 'vitest';
import { chen } from '../day/day-kit.ts';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import type { ReconcileKit } from './reconcile-kit.ts';
import { madeBefore } from '../../support/station-kit.ts';
import { DAY, reconcileKit } from './reconcile-kit.ts';

const [OPEN, PAID] = [1, 2];
/** A payment whose rows the journal has lost. */
const LOST = madeBefore(1);

/** A gateway whose list of refunds has each only in these statuses, and the way in which a refund is made there. */
const laggingRefunds = (listed: readonly number[]) => {
  const made: GatewayRefund[] = [];
  const lagging = (gateway: Gateway): Gateway => ({
    ...gateway,
    listRefunds: () => {
      const refunds = made.flatMap((refund) => listed.map((statusId) => ({ ...refund, statusId })));
      return Promise.resolve({ kind: 'ok', value: { refunds, unread: [] } });
    },
  });
  const refundThere = async ({ journal, line }: ReconcileKit, paymentReference: string) => {
    const paymentId = journal.payment(paymentReference)?.gateway?.id ?? '';
    const request = { paymentId, requestId: 'r', amount: 250, description: '', reference: 'T1-R1' };
    const answer = await line.createRefund(request);
    if (answer.kind !== 'ok') throw new Error(answer.kind);
    made.push(answer.value);
    return answer.value;
  };
  return { lagging, refundThere };
};

/** The journal has a refund of ours of which the gateway has reported this. */
const refundHere = (
  { journal, clock }: ReconcileKit,
  paymentReference: string,
  reported: readonly GatewayRefund[],
): void => {
  const [{ reference, paymentId, amount } = { reference: '', paymentId: '', amount: 0 }] = reported;
  const intent = {
    ...{ reference, paymentId, amount, paymentReference, requestId: 'r', currency: 'CNY', note: '' },
    ...{ reason: 'goods-returned' as const, askedBy: chen, approvedBy: chen },
  } as const;
  journal.appendRefund(reference, { type: 'refund-intended', intent }, clock.now());
  for (const [index, refund] of reported.entries())
    journal.appendRefund(
      reference,
      { type: index === 0 ? 'refund-created' : 'refund-observed', refund },
      clock.now(),
    );
};

describe('reconciling a day with a list that is incomplete, unreadable or behind', () => {
  test('fails for an unreadable row of a payment that was lost, not for those of other systems', async () => {
    let odd = 'WOO_1';
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      list: async (filter) => {
        const listed = await gateway.list(filter);
        if (listed.kind !== 'ok') return listed;
        return { ...listed, value: { ...listed.value, unread: [odd, ''], totalCount: 3 } };
      },
    }));
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(1_000);
    expect((await kit.reconciler.reconcile(DAY, chen)).record).toMatchObject({
      result: 'matched',
      payments: { matched: 1 },
    });
    odd = LOST;
    expect((await kit.reconciler.reconcile(DAY, chen)).record.result).toBe('not-reconciled');
  });

  test('asks by its ID for a payment of ours whose row cannot be read', async () => {
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      list: async (filter) => {
        const listed = await gateway.list(filter);
        if (listed.kind !== 'ok') return listed;
        const unread = listed.value.payments.map(({ reference }) => reference);
        return { ...listed, value: { ...listed.value, payments: [], unread } };
      },
    }));
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(1_000);
    const { record } = await kit.reconciler.reconcile(DAY, chen);
    expect(record).toMatchObject({ result: 'matched', payments: { matched: 1 } });
  });

  test('is not done with a list that cannot be shown to be complete', async () => {
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      list: async (filter) => {
        const listed = await gateway.list(filter);
        if (listed.kind !== 'ok') return listed;
        return { ...listed, value: { ...listed.value, pageIndex: null, totalPages: null, totalCount: null } };
      },
    }));
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(1_000);
    expect((await kit.reconciler.reconcile(DAY, chen)).record.result).toBe('not-reconciled');
  });

  test.each([
    ['missing in the list that lags behind', []],
    ['listed as they were before', [OPEN]],
  ])('asks by their ID for refunds that are %s', async (_what, listed) => {
    const { refundThere, lagging } = laggingRefunds(listed);
    const kit = await reconcileKit(lagging);
    await kit.both('T1-1', [OPEN, PAID], PAID);
    const refund = await refundThere(kit, 'T1-1');
    await kit.control('set-status', { of: 'refund', reference: refund.reference, statusId: PAID });
    refundHere(kit, 'T1-1', [refund, { ...refund, statusId: PAID }]);
    await kit.clock.pass(1_000);
    expect(await kit.reconciler.reconcile(DAY, chen)).toMatchObject({
      record: { result: 'matched', refunds: { matched: 1 } },
    });
  });

  test('is not done where the gateway has a payment and does not say which refunds', async () => {
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      listRefunds: () => Promise.resolve({ kind: 'not-found' }),
    }));
    await kit.both('T1-1', [OPEN, PAID], PAID);
    await kit.clock.pass(1_000);
    expect((await kit.reconciler.reconcile(DAY, chen)).record.result).toBe('not-reconciled');
  });
});
