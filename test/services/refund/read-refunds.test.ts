/** What is believed of the refunds that a gateway names. */
import { describe, expect, test } from 'vitest';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import type { Answer, Gateway, RefundList } from '#services/gateway/gateway-port.ts';
import type { KnownThere } from '#services/refund/read-refunds.ts';
import { readRefunds } from '#services/refund/read-refunds.ts';
import { silentLog } from '../../support/station-kit.ts';
import { PAYMENTS, REFUNDS } from '../../support/print/receipts.ts';

const [REQUESTED, REFUNDED, FAILED] = [1, 2, 4];
const paid = PAYMENTS.paid as KnownThere;

const refund = (id: string, statusId = REFUNDED, reference = `T1-R${id}`): GatewayRefund => ({
  ...{ id, reference, paymentId: paid.gateway.id, amount: 250, currency: 'CNY', statusId },
  ...{ reasons: [], createdAt: null },
});

/** A refund of the journal that the gateway has accepted under this ID. */
const requested = (id: string, paymentReference = paid.reference): Refund => ({
  ...REFUNDS.refunded,
  ...{ state: 'requested', reference: `T1-R${id}`, paymentReference, gateway: refund(id, REQUESTED) },
});

const unasked: Gateway['getRefund'] = () => Promise.reject(new Error('no page is asked for'));
const answering =
  (answer: Answer<GatewayRefund>): Gateway['getRefund'] =>
  () =>
    Promise.resolve(answer);

interface Given extends Partial<RefundList> {
  readonly getRefund?: Gateway['getRefund'];
  readonly journal?: readonly Refund[];
}

const read = async ({ refunds = [], unread = [], getRefund = unasked, journal = [], ...more }: Given) => {
  const value = { refunds, unread, ...more };
  const answer = await readRefunds(
    {
      gateway: { listRefunds: () => Promise.resolve({ kind: 'ok', value }), getRefund },
      journal: {
        paymentOfRefund: (reference) => journal.find((one) => one.reference === reference)?.paymentReference,
        refundsOf: (of) => journal.filter((one) => one.paymentReference === of),
      },
      log: silentLog,
    },
    paid,
  );
  return answer.kind === 'ok' ? answer.value.map(({ id, statusId }) => `${id}: ${statusId}`) : answer.kind;
};

const FIVE = { unread: ['5'], unreadRows: [{ name: '5', id: '5' }] };

test('the log names the refunds whose rows could not be read', async () => {
  const warned: unknown[] = [];
  const log = { ...silentLog, warn: (_message: string, facts?: unknown) => void warned.push(facts) };
  const listRefunds: Gateway['listRefunds'] = () =>
    Promise.resolve({ kind: 'ok', value: { refunds: [], unread: ['T1-R2', ''] } });
  const journal = { paymentOfRefund: () => undefined, refundsOf: () => [] };
  await readRefunds({ gateway: { listRefunds, getRefund: unasked }, journal, log }, paid);
  expect(warned).toEqual([{ reference: paid.reference, rows: ['T1-R2', ''] }]);
});

describe('a refund whose row cannot be read', () => {
  const asUntold = (change: object): Refund => ({
    ...REFUNDS.refunded,
    reference: 'T1-R9',
    gateway: null,
    ...change,
    paymentReference: paid.reference,
  });
  const byHand = { outcome: 'not-refunded', verdict: 'awaited' };
  const settled = asUntold({ state: 'failed', failure: 'settled-by-hand', reasons: [], byHand });
  const neverArrived = asUntold({ state: 'failed', failure: 'never-arrived', reasons: [] });

  test('is asked for by its ID, since it may have been made elsewhere', async () => {
    const asked: string[] = [];
    const getRefund: Gateway['getRefund'] = (_paymentId, id) => {
      asked.push(id);
      return Promise.resolve({ kind: 'ok', value: refund(id) });
    };
    const unreadRows = [
      { name: 'DASHBOARD', id: '5' },
      { name: '6', id: '6' },
    ];
    const refunds = await read({
      refunds: [refund('1')],
      unread: ['DASHBOARD', '6'],
      unreadRows,
      getRefund,
    });
    expect(asked).toEqual(['5', '6']);
    expect(refunds).toEqual(['1: 2', '5: 2', '6: 2']);
  });

  test.each(['not-found', 'rejected'] as const)('is none where its ID is %s', async (kind) => {
    const answer = { kind, reasons: [], payment: null } as Answer<never>;
    expect(await read({ ...FIVE, getRefund: answering(answer) })).toEqual([]);
  });

  test('is not left out where its reference is that of a refund, lost here or made at another till', async () => {
    const name = 'T1-20261129-R00007-Q4ZK7MA3F8-7HJ2K9QD';
    const row = { unread: [name], unreadRows: [{ name, id: '5' }] };
    const getRefund = answering({ kind: 'not-found' });
    expect(await read({ ...row, getRefund })).toBe('malformed');
    expect(await read({ ...row, getRefund, journal: [{ ...requested('5'), reference: name }] })).toEqual([]);
  });

  test('is not taken from the page of another, nor left out if it cannot be read by its ID either', async () => {
    expect(await read({ ...FIVE, getRefund: answering({ kind: 'ok', value: refund('6') }) })).toBe(
      'malformed',
    );
    expect(await read({ ...FIVE, getRefund: answering({ kind: 'malformed', detail: 'shape' }) })).toBe(
      'malformed',
    );
  });

  test('is asked for unless there are more of them than a payment can have', async () => {
    const unreadRows = Array.from({ length: 51 }, (_, id) => ({ name: String(id + 1), id: String(id + 1) }));
    const unread = unreadRows.map(({ name }) => name);
    expect(await read({ unread, unreadRows })).toBe('malformed');
    const getRefund: Gateway['getRefund'] = (_paymentId, id) =>
      Promise.resolve({ kind: 'ok', value: refund(id) });
    const [, ...fewer] = unreadRows;
    expect(await read({ unread: unread.slice(1), unreadRows: fewer, getRefund })).toHaveLength(50);
  });

  test('and that the gateway told of by its ID hides none that was settled by hand', async () => {
    const getRefund = answering({ kind: 'ok', value: refund('5') });
    expect(await read({ ...FIVE, getRefund, journal: [settled] })).toEqual(['5: 2']);
  });

  test.each([
    ['of no name, beside one settled by hand', '', settled],
    ['under its reference, settled by hand', 'T1-R9', settled],
    ['of no name, beside one that never arrived', '', neverArrived],
  ])('%s, may be that one', async (_what, name, one) => {
    expect(await read({ unread: [name], journal: [one] })).toBe('malformed');
  });

  test.each([
    ['of another system', 'R0', [settled]],
    ['of no name, where all of ours are in the list', '', [{ ...settled, reference: 'T1-R1' }]],
    ['of no name, where the gateway knows all of ours', '', [requested('1')]],
  ])('%s, hides none of ours', async (_what, name, journal) => {
    expect(await read({ refunds: [refund('1')], unread: [name], journal })).toEqual(['1: 2']);
  });
});

describe('a row that says that one of ours failed, under another ID', () => {
  const row = refund('9', FAILED, 'T1-R1');
  const unknown: Refund = {
    ...requested('1'),
    ...{ state: 'unknown', gateway: null, doubt: 'no-answer', misses: 0, firstMissAt: null },
  };
  const given = { refunds: [row], journal: [unknown] };

  test.each([
    { kind: 'not-found' },
    { kind: 'malformed', detail: 'html' },
    { kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null },
    { kind: 'ok', value: { ...row, reasons: [{ code: 20, info: 'duplicate' }] } },
    { kind: 'ok', value: refund('9', FAILED, 'R-OF-ANOTHER') },
  ] as const)('is left out unless its page says so, too: %j', async (answer) => {
    expect(await read({ ...given, getRefund: answering(answer) })).toEqual([]);
  });

  test('is believed if its page says so', async () => {
    expect(await read({ ...given, getRefund: answering({ kind: 'ok', value: row }) })).toEqual(['9: 4']);
  });

  test('is left out all the same if ours is known by another ID, or may be in a row that nothing shows', async () => {
    const getRefund: Gateway['getRefund'] = (_paymentId, id) =>
      Promise.resolve(id === '9' ? { kind: 'ok', value: row } : { kind: 'not-found' });
    expect(await read({ ...given, journal: [requested('1')], getRefund })).toEqual([]);
    const unread = { unread: ['T1-R1'], unreadRows: [{ name: 'T1-R1', id: '8' }] };
    expect(await read({ ...given, ...unread, getRefund })).toEqual([]);
  });

  test('shows nothing while the gateway cannot be reached', async () => {
    const getRefund = answering({ kind: 'unreachable', detail: 'ECONNREFUSED' });
    expect(await read({ ...given, getRefund })).toBe('unreachable');
  });

  test('needs no page under the ID that it is known by', async () => {
    expect(await read({ refunds: [refund('1', FAILED)], journal: [requested('1')] })).toEqual(['1: 4']);
  });
});

describe('a list with the refunds of other payments', () => {
  const others = [requested('2', 'T1-B'), requested('3', 'T1-C')];
  const rows = [refund('2'), refund('3')];

  test('is of all payments if this one’s are in it, too: the others are left out', async () => {
    const journal = [requested('1'), ...others];
    expect(await read({ refunds: [refund('1'), ...rows.slice(0, 1)], journal })).toEqual(['1: 2']);
  });

  test('is of all payments if it has those of several, and this one has none yet', async () => {
    expect(await read({ refunds: rows, journal: others })).toEqual([]);
  });

  test.each([
    ['may be another payment’s', rows.slice(0, 1), others],
    ['lacks this one’s', rows, [requested('1'), ...others]],
    ['has a row that may be anybody’s', [refund('1'), ...rows, refund('7')], [requested('1'), ...others]],
  ])('says nothing about this one if it %s', async (_how, refunds, journal) => {
    expect(await read({ refunds, journal })).toBe('malformed');
  });
});
