/** Rows of a list that have lost their reference, and may be the refund that is looked up. */
import { expect, test } from 'vitest';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { Answer, RefundList } from '#services/gateway/gateway-port.ts';
import { PAYMENT, paidShop } from './refund-kit.ts';

const [REQUESTED, REFUNDED] = [1, 2];

const row = (id: string, change: Partial<GatewayRefund> = {}): GatewayRefund => ({
  ...{ id, reference: '', paymentId: '1', amount: 250, currency: 'CNY' },
  ...{ statusId: REQUESTED, reasons: [], createdAt: null },
  ...change,
});
type List = (id: string) => Partial<RefundList>;
const nameless: List = (id) => ({ refunds: [row(id)] });
const unreadable: List = (id) => ({ unread: [id], unreadRows: [{ name: id, id }] });

/** A refund whose answer was lost; the gateway has it under the ID 700, unless a page is given for every ID. */
const lost = async (list: List, page?: Answer<GatewayRefund>) => {
  const shop = paidShop();
  const { gateway } = shop;
  gateway.storesUnanswered = page === undefined;
  gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
  gateway.listRefunds = () => {
    const value = { refunds: [], unread: [], ...(gateway.sent.length > 0 && list('700')) };
    return Promise.resolve({ kind: 'ok', value });
  };
  if (page) gateway.getRefund = () => Promise.resolve(page);
  const reference = await shop.refunded(250);
  return { ...shop, reference };
};

test.each([
  ['leaves out the reference', nameless],
  ['cannot be read', unreadable],
])('a row that %s is asked for by its ID, where the gateway names the refund', async (_how, list) => {
  const { clock, gateway, stateOf, reference } = await lost(list);
  await clock.pass(0);
  expect(stateOf(reference)).toBe('requested');
  expect(gateway.sent).toHaveLength(1);
});

test.each<[string, List, Answer<GatewayRefund>]>([
  ['whose page cannot be read', nameless, { kind: 'malformed', detail: 'html' }],
  ['whose page leaves the reference out, too', nameless, { kind: 'ok', value: row('700') }],
  ['whose page is not to be had', unreadable, { kind: 'no-answer', detail: 'timeout' }],
  ['that the gateway has no page for', unreadable, { kind: 'not-found' }],
  ['without an ID', () => ({ unread: [''] }), { kind: 'not-found' }],
])('a refund is not sent again while a row %s may be it', async (_which, list, page) => {
  const { clock, gateway, stateOf, reference } = await lost(list, page);
  await clock.pass(120_000);
  expect(stateOf(reference)).toBe('unknown');
  expect(gateway.sent).toHaveLength(1);
});

test.each<[string, List, Answer<GatewayRefund>]>([
  ['of another amount', (id) => ({ refunds: [row(id, { amount: 300 })] }), { kind: 'malformed', detail: '' }],
  [
    'whose page is another refund’s',
    nameless,
    { kind: 'ok', value: row('700', { reference: 'R-OF-ANOTHER' }) },
  ],
])('a row %s is not taken for it, but may be in its place: a person decides', async (_which, list, page) => {
  const { clock, gateway, stateOf, reference } = await lost(list, page);
  await clock.pass(31_000);
  expect(stateOf(reference)).toBe('failed');
  expect(gateway.sent).toHaveLength(1);
});

test.each([
  ['its own record, which cannot be had,', true, 'requested'],
  ['another row that may be it', false, 'unknown'],
] as const)('a refund is not ended by a refused repetition beside %s', async (_what, isKnown, state) => {
  const shop = paidShop();
  const { gateway, clock, stateOf } = shop;
  if (!isKnown) gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
  const hidden = gateway.listRefunds.bind(gateway);
  gateway.listRefunds = async () => {
    const list = await hidden();
    const rows = list.kind === 'ok' ? list.value.refunds : [];
    const unreadRows = rows.map(({ reference, id }) => ({ name: reference, id })).toReversed();
    const unread = unreadRows.map(({ name }) => name);
    return { kind: 'ok', value: { refunds: [], unread, unreadRows } };
  };
  const page = gateway.getRefund.bind(gateway);
  gateway.getRefund = (paymentId, id) =>
    id === '700' ? Promise.resolve({ kind: 'not-found' }) : page(paymentId, id);
  const reference = await shop.refunded(250);
  await clock.pass(0);
  gateway.refusedBeside(gateway.sent[0]!);
  await clock.pass(120_000);
  expect(stateOf(reference)).toBe(state);
});

test('a refund whose row leaves out the reference is not imported as one that was made elsewhere', async () => {
  const { clock, desk, gateway, journal, reference, stateOf } = await lost(nameless);
  gateway.set(reference, REFUNDED);
  expect(await desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_000 } });
  await clock.pass(10_000);
  expect(journal.refundsOf(PAYMENT)).toHaveLength(1);
  expect(stateOf(reference)).toBe('refunded');
});

test('nothing is refundable while a row may be a refund whose outcome is unknown, and nothing tells whose it is', async () => {
  const { desk, journal } = await lost(nameless, { kind: 'not-found' });
  expect(await desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-unclear' });
  expect(journal.refundsOf(PAYMENT)).toHaveLength(1);
});
