import { describe, expect, test } from 'vitest';
import type { DifferenceKind, ReconciliationLine } from '#domain/day/reconciliation.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import type { Answer, Gateway, RefundList } from '#services/gateway/gateway-port.ts';
import { NotReconciled } from '#services/reconcile/not-reconciled.ts';
import { refetchRefunds, listRefunds } from '#services/reconcile/gateway-refunds.ts';
import { silentLog } from '../../support/station-kit.ts';
import { PAYMENTS, REFUNDS } from '../../support/print/receipts.ts';

const paid = PAYMENTS.paid as Parameters<typeof refetchRefunds>[1];

const refund = (id: string, statusId: number): GatewayRefund => ({
  ...{ id, reference: `T1-R${id}`, paymentId: paid.gateway.id, amount: 250, currency: 'CNY', statusId },
  ...{ reasons: [], createdAt: null },
});

const line = (kind: DifferenceKind, gatewayId: string | null): ReconciliationLine => ({
  ...{ of: 'refund', kind, why: 'refund-otherwise', reference: '', paymentReference: paid.reference },
  ...{ gatewayId, here: null, there: null },
});

/** A gateway that has each refund as a success, and the IDs that it was asked for. */
const gatewayAsked = (meanwhile = (): void => undefined) => {
  const asked: string[] = [];
  const getRefund: Gateway['getRefund'] = (_paymentId, id) => {
    asked.push(id);
    meanwhile();
    return Promise.resolve({ kind: 'ok', value: refund(id, 2) });
  };
  const listed: Gateway['listRefunds'] = () =>
    Promise.resolve({ kind: 'ok', value: { refunds: [refund('1', 2)], unread: ['T1-R2', ''] } });
  return { asked, gateway: { getRefund, listRefunds: listed } };
};

const inTime = new AbortController().signal;

test('only the refunds that the journal has and the gateway’s list shows otherwise are asked for', async () => {
  const { asked, gateway } = gatewayAsked();
  const lines = [
    line('different', '2'),
    line('only-here', '3'),
    line('only-there', '4'),
    line('only-here', null),
  ];
  const listed = [refund('2', 1), refund('4', 2)];
  const reported = await refetchRefunds({ gateway, log: silentLog }, paid, listed, lines, inTime);
  expect(asked).toEqual(['2', '3']);
  expect(reported.map(({ id, statusId }) => [id, statusId])).toEqual([
    ['4', 2],
    ['2', 2],
    ['3', 2],
  ]);
});

test('no more refunds are asked for once there is no time left', async () => {
  const over = new AbortController();
  const { asked, gateway } = gatewayAsked(() => over.abort());
  const lines = [line('different', '2'), line('different', '3')];
  await refetchRefunds({ gateway, log: silentLog }, paid, [], lines, over.signal);
  expect(asked).toEqual(['2']);
});

test('the log names the refunds whose rows could not be read', async () => {
  const warned: unknown[] = [];
  const log = { ...silentLog, warn: (_message: string, facts?: unknown) => void warned.push(facts) };
  expect(await listRefunds({ gateway: gatewayAsked().gateway, log }, paid, true, [])).toHaveLength(1);
  expect(warned).toEqual([{ reference: paid.reference, rows: ['T1-R2', ''] }]);
});

describe('a refund whose row cannot be read', () => {
  const listing = (
    list: Omit<RefundList, 'refunds'>,
    getRefund: Gateway['getRefund'],
    known: Refund[] = [],
  ) => {
    const listed: Gateway['listRefunds'] = () =>
      Promise.resolve({ kind: 'ok', value: { refunds: [refund('1', 2)], ...list } });
    return listRefunds({ gateway: { listRefunds: listed, getRefund }, log: silentLog }, paid, true, known);
  };
  const FIVE = [{ name: '5', id: '5' }];
  const unasked: Gateway['getRefund'] = () => Promise.reject(new Error('there is no ID to ask by'));
  const asUntold = (change: object): Refund => ({
    ...REFUNDS.refunded,
    reference: 'T1-R9',
    gateway: null,
    ...change,
  });
  const byHand = { outcome: 'not-refunded', verdict: 'awaited' };
  const settled = asUntold({ state: 'failed', failure: 'settled-by-hand', reasons: [], byHand });
  const neverArrived = asUntold({ state: 'failed', failure: 'never-arrived', reasons: [] });

  test('is asked for by its ID, since it may have been made elsewhere', async () => {
    const { asked, gateway } = gatewayAsked();
    const refunds = await listing(
      {
        unread: ['DASHBOARD', '6'],
        unreadRows: [
          { name: 'DASHBOARD', id: '5' },
          { name: '6', id: '6' },
        ],
      },
      gateway.getRefund,
    );
    expect(asked).toEqual(['5', '6']);
    expect(refunds.map(({ id }) => id)).toEqual(['1', '5', '6']);
  });

  test.each(['not-found', 'rejected'] as const)('is none where its ID is %s', async (kind) => {
    const answer = { kind, statusId: null, reasons: [], payment: null } as Answer<never>;
    const refunds = await listing({ unread: ['5'], unreadRows: FIVE }, () => Promise.resolve(answer));
    expect(refunds.map(({ id }) => id)).toEqual(['1']);
  });

  test('and that the gateway told of by its ID hides none that was settled by hand', async () => {
    const { gateway } = gatewayAsked();
    const refunds = await listing({ unread: ['5'], unreadRows: FIVE }, gateway.getRefund, [settled]);
    expect(refunds.map(({ id }) => id)).toEqual(['1', '5']);
  });

  test('and that cannot be read by its ID either leaves the day unreconciled', async () => {
    const malformed = () => Promise.resolve({ kind: 'malformed', detail: 'shape' } as const);
    await expect(listing({ unread: ['5'], unreadRows: FIVE }, malformed)).rejects.toThrow(NotReconciled);
  });

  test.each([
    ['of no name, beside one settled by hand', '', settled],
    ['under its reference, settled by hand', 'T1-R9', settled],
    ['of no name, beside one that never arrived', '', neverArrived],
  ])('%s, leaves the day unreconciled', async (_what, name, one) => {
    await expect(listing({ unread: [name] }, unasked, [one])).rejects.toThrow(NotReconciled);
  });

  test.each([
    ['of another system', 'R0', [settled]],
    ['of no name, where all of ours are in the list', '', [{ ...settled, reference: 'T1-R1' }]],
    ['of no name, where the gateway knows all of ours', '', [REFUNDS.refunded as Refund]],
  ])('%s, hides none of ours', async (_what, name, known) => {
    expect(await listing({ unread: [name] }, unasked, known)).toHaveLength(1);
  });
});
