import { expect, test } from 'vitest';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { reconcileRefundsOf } from '#services/reconcile/gateway-refunds.ts';
import { NotReconciled } from '#services/reconcile/not-reconciled.ts';
import type { KnownThere } from '#services/refund/read-refunds.ts';
import { silentLog } from '../../support/station-kit.ts';
import { PAYMENTS, REFUNDS } from '../../support/print/receipts.ts';

const [REQUESTED, REFUNDED, FAILED] = [1, 2, 4];
const paid = PAYMENTS.paid as KnownThere;

const there = (id: string, statusId: number, reference = `T1-R${id}`): GatewayRefund => ({
  ...{ id, reference, paymentId: paid.gateway.id, amount: 250, currency: 'CNY', statusId },
  ...{ reasons: [], createdAt: null },
});

/** A refund of the journal that the gateway has accepted under this ID, or not reported yet. */
const here = (id: string, gateway: GatewayRefund | null = there(id, REQUESTED)): Refund => ({
  ...{ ...REFUNDS.refunded, amount: 250, currency: 'CNY', paymentReference: paid.reference },
  ...(gateway
    ? { state: 'requested', reference: `T1-R${id}`, gateway }
    : {
        ...{ state: 'unknown', reference: `T1-R${id}`, gateway, doubt: 'no-answer' },
        ...{ misses: 0, firstMissAt: null },
      }),
});

interface Given {
  readonly journal: readonly Refund[];
  readonly list: readonly GatewayRefund[];
  readonly getRefund: Gateway['getRefund'];
}

/** What was reported to the till of the refunds, and what still differs. */
const reconciled = async ({ journal, list, getRefund }: Given, over = new AbortController().signal) => {
  const reported: GatewayRefund[] = [];
  const { after } = await reconcileRefundsOf(
    {
      gateway: {
        listRefunds: () => Promise.resolve({ kind: 'ok', value: { refunds: list, unread: [] } }),
        getRefund,
      },
      journal: {
        paymentOfRefund: (reference) => journal.find((one) => one.reference === reference)?.paymentReference,
        refundsOf: () => journal,
      },
      refunds: { tracker: { applyReported: (_payment, all) => void reported.push(...all) } },
      log: silentLog,
    },
    paid,
    true,
    over,
  );
  return { reported: reported.map(({ id, statusId }) => `${id}: ${statusId}`), after };
};

/** The gateway has each refund as a success; notes the IDs that it was asked for. */
const asking = (asked: string[], meanwhile = (): void => undefined): Gateway['getRefund'] => {
  return (_paymentId, id) => {
    asked.push(id);
    meanwhile();
    return Promise.resolve({ kind: 'ok', value: there(id, REFUNDED) });
  };
};

test('only the refunds that the journal has and the gateway’s list shows otherwise are asked for', async () => {
  const asked: string[] = [];
  const { reported } = await reconciled({
    journal: [here('1'), here('2'), here('3'), here('5', null)],
    list: [there('1', REQUESTED), there('2', REFUNDED), there('4', REFUNDED)],
    getRefund: asking(asked),
  });
  expect(asked).toEqual(['2', '3']);
  expect(reported).toEqual(['1: 1', '4: 2', '2: 2', '3: 2']);
});

test('a page that gives another ID than its row is not a second refund', async () => {
  const { reported, after } = await reconciled({
    journal: [here('1')],
    list: [there('2', REFUNDED, 'T1-R1')],
    getRefund: () => Promise.resolve({ kind: 'ok', value: there('3', REFUNDED, 'T1-R1') }),
  });
  expect(reported).toEqual(['3: 2']);
  expect(after.lines.map(({ why }) => why)).toEqual(['refund-given-there']);
});

test('a second refund under a reference of ours is a difference, one that was refused is not', async () => {
  const second = async (statusId: number) => {
    const list = [there('1', REQUESTED), there('2', statusId, 'T1-R1')];
    const { after } = await reconciled({ journal: [here('1')], list, getRefund: asking([]) });
    return after.lines.map(({ why, gatewayId }) => [why, gatewayId]);
  };
  expect(await second(REFUNDED)).toEqual([['refund-only-there', '2']]);
  expect(await second(FAILED)).toEqual([]);
});

test('no more refunds are asked for once there is no time left', async () => {
  const over = new AbortController();
  const asked: string[] = [];
  const given = { journal: [here('2'), here('3')], list: [], getRefund: asking(asked, () => over.abort()) };
  await expect(reconciled(given, over.signal)).rejects.toThrow(NotReconciled);
  expect(asked).toEqual(['2']);
});

test('the page of another refund leaves the day unreconciled; our own under another ID does not', async () => {
  const showing = (value: GatewayRefund): Given => ({
    journal: [here('5')],
    list: [],
    getRefund: () => Promise.resolve({ kind: 'ok', value }),
  });
  await expect(reconciled(showing(there('6', REFUNDED, 'R-OF-ANOTHER')))).rejects.toThrow(NotReconciled);
  await expect(reconciled(showing(there('5', REFUNDED, 'R-OF-ANOTHER')))).rejects.toThrow(NotReconciled);
  expect((await reconciled(showing(there('6', REFUNDED, 'T1-R5')))).reported).toEqual(['6: 2']);
});
