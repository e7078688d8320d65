import { expect, test } from 'vitest';
import type { DifferenceKind, ReconciliationLine } from '#domain/day/reconciliation.ts';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { askAgainForRefunds, listRefunds } from '#services/reconcile/refunds-there.ts';
import { silentLog } from '../../support/station-kit.ts';
import { PAYMENTS } from '../../support/print/receipts.ts';

const paid = PAYMENTS.paid as Parameters<typeof askAgainForRefunds>[1];

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
  const reported = await askAgainForRefunds({ gateway, log: silentLog }, paid, listed, lines, inTime);
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
  await askAgainForRefunds({ gateway, log: silentLog }, paid, [], lines, over.signal);
  expect(asked).toEqual(['2']);
});

test('the log names the refunds whose rows could not be read', async () => {
  const warned: unknown[] = [];
  const log = { ...silentLog, warn: (_message: string, facts?: unknown) => void warned.push(facts) };
  expect(await listRefunds({ gateway: gatewayAsked().gateway, log }, paid, true)).toHaveLength(1);
  expect(warned).toEqual([{ reference: paid.reference, rows: ['T1-R2', ''] }]);
});
