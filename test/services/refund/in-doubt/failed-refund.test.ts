/** A refund that the gateway reported as failed, and of which it then shows that it may still give the money. */
import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { gatewayRefund } from '../../../support/fakes/scripted-refunds.ts';
import { cashier, manager, PAYMENT, paidShop } from '../refund-kit.ts';

const [REQUESTED, REFUNDED, FAILED, UNHEARD_OF] = [1, 2, 4, 77];
const SECOND = 1_000;

/** A shop in which a refund has failed. */
const failedShop = async (amount = 500) => {
  const shop = paidShop();
  const reference = await shop.refunded(amount);
  await shop.clock.pass(SECOND);
  shop.gateway.set(reference, FAILED);
  await shop.clock.pass(10 * SECOND);
  expect(shop.stateOf(reference)).toBe('failed');
  const getRefund = shop.gateway.getRefund.bind(shop.gateway);
  return { ...shop, reference, getRefund };
};

/** Something on the way sent it twice: the till was told of the second record, which failed, and the list has only the first. */
const sentTwice = async (amount = 1_250) => {
  const shop = paidShop();
  const { gateway } = shop;
  const create = gateway.createRefund.bind(gateway);
  gateway.createRefund = async (request) => {
    const first = await create(request);
    return first.kind === 'ok' ? { kind: 'ok', value: gateway.refusedBeside(request) } : first;
  };
  const list = gateway.listRefunds.bind(gateway);
  gateway.listRefunds = async () => {
    const answer = await list();
    if (answer.kind !== 'ok') return answer;
    const refunds = answer.value.refunds.filter(({ statusId }) => statusId !== FAILED);
    return { kind: 'ok', value: { refunds, unread: [] } };
  };
  const reference = await shop.refunded(amount);
  await shop.clock.pass(SECOND);
  expect(shop.stateOf(reference)).toBe('failed');
  return { ...shop, reference };
};

const statesOf = ({ journal }: Pick<Awaited<ReturnType<typeof sentTwice>>, 'journal'>) =>
  journal.refundsOf(PAYMENT).map(({ state, amount }) => [state, amount]);

test.each([REQUESTED, REFUNDED, UNHEARD_OF])(
  'one that was sent twice and told as failed holds its amount if the gateway lists the other record with status %i',
  async (statusId) => {
    const shop = await sentTwice();
    shop.gateway.set(shop.reference, statusId);
    expect(await shop.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-nothing-left' });
    expect(await shop.refund(1_250)).toEqual({ ok: false, why: 'refund-nothing-left' });
    expect(shop.gateway.sent).toHaveLength(1);
  },
);

test('one that was sent twice and told as failed is refunded once here, as at the gateway', async () => {
  const shop = await sentTwice();
  await shop.desk.refundable(PAYMENT);
  shop.gateway.set(shop.reference, REFUNDED);
  await shop.clock.pass(3_600 * SECOND);
  await shop.desk.refundable(PAYMENT);
  expect(statesOf(shop)).toEqual([
    ['failed', 1_250],
    ['refunded', 1_250],
  ]);
});

test('one that was sent twice holds what the other record says that it gives', async () => {
  const shop = await sentTwice(500);
  shop.gateway.change(shop.reference, { amount: 400 });
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 850 } });
});

test('a second record that is known as another refund is not taken for the first when the gateway voids that', async () => {
  const shop = paidShop();
  const reference = await shop.refunded(500);
  await shop.clock.pass(SECOND);
  const second = gatewayRefund(shop.journal.refund(reference)!, { id: '8', statusId: REQUESTED });
  shop.gateway.stored.push(second);
  await shop.desk.refundable(PAYMENT);
  shop.gateway.stored.splice(0, 2, { ...second, statusId: REFUNDED });
  await shop.clock.pass(3_600 * SECOND);
  await shop.desk.refundable(PAYMENT);
  expect(statesOf(shop)).toEqual([
    ['requested', 500],
    ['refunded', 500],
  ]);
});

test('one whose page is gone and that is listed only under a failed record beside it waits for a person', async () => {
  const shop = paidShop();
  const { gateway } = shop;
  const reference = await shop.refunded(500);
  await shop.clock.pass(SECOND);
  const beside = gatewayRefund(shop.journal.refund(reference)!, { id: '8', statusId: FAILED });
  gateway.stored.splice(0, 1, beside);
  await shop.clock.pass(PACE.settledByHandAfter.refund);
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 750 } });
  expect(shop.stateOf(reference)).toBe('requested');
  const settlement = { reason: 'the dashboard says so', by: cashier, approvedBy: manager };
  shop.desk.tracker.settle(reference, { outcome: 'not-refunded', ...settlement });
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_250 } });
});

test('one that failed and is on its way again reserves its amount, and no more', async () => {
  const shop = await failedShop();
  shop.gateway.set(shop.reference, REQUESTED);
  expect(await shop.refund(500)).toEqual({ ok: false, why: 'refund-changed' });
  expect(shop.journal.refund(shop.reference)).toMatchObject({ state: 'requested', hasFailed: true });
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 750 } });
  expect(await shop.refund(750)).toMatchObject({ ok: true });
});

test('one that failed and then has a status that nobody knows can be settled by hand', async () => {
  const shop = await failedShop();
  shop.gateway.set(shop.reference, UNHEARD_OF);
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 750 } });
  const settlement = { reason: 'the dashboard lacks it', by: cashier, approvedBy: manager };
  shop.desk.tracker.settle(shop.reference, { outcome: 'not-refunded', ...settlement });
  await shop.clock.pass(3_600 * SECOND);
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_250 } });
});

test('one that failed and stays on its way again can be settled by hand in the end', async () => {
  const shop = await failedShop();
  shop.gateway.set(shop.reference, REQUESTED);
  await shop.desk.refundable(PAYMENT);
  expect(shop.desk.tracker.maySettle(shop.journal.refund(shop.reference)!)).toBe(false);
  await shop.clock.pass(PACE.settledByHandAfter.refund);
  expect(shop.desk.tracker.maySettle(shop.journal.refund(shop.reference)!)).toBe(true);
});

test('one that failed stays failed if its page says so, whatever the list says', async () => {
  const shop = await failedShop();
  shop.gateway.getRefund = async (...asked) => {
    const page = await shop.getRefund(...asked);
    return page.kind === 'ok' ? { ...page, value: { ...page.value, statusId: FAILED } } : page;
  };
  shop.gateway.set(shop.reference, REQUESTED);
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_250 } });
});

test('one that failed reserves its amount if it is listed as on its way and has no page', async () => {
  const shop = await failedShop();
  shop.gateway.getRefund = () => Promise.resolve({ kind: 'not-found' });
  shop.gateway.set(shop.reference, REQUESTED);
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 750 } });
});

test('one that failed is asked for by its page if the gateway gives no list', async () => {
  const shop = await failedShop();
  shop.gateway.listRefunds = () => Promise.resolve({ kind: 'not-found' });
  shop.gateway.set(shop.reference, REQUESTED);
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 750 } });
  shop.gateway.set(shop.reference, FAILED);
  await shop.clock.pass(60 * SECOND);
  shop.gateway.set(shop.reference, REQUESTED);
  shop.gateway.getRefund = () => Promise.resolve({ kind: 'no-answer', detail: 'timeout' });
  expect(await shop.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-offline' });
});

test('one that failed is asked for by its page if the gateway leaves it out of its list', async () => {
  const shop = await failedShop();
  shop.gateway.listRefunds = () => Promise.resolve({ kind: 'ok', value: { refunds: [], unread: [] } });
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_250 } });
  shop.gateway.set(shop.reference, REQUESTED);
  expect(await shop.refund(500)).toEqual({ ok: false, why: 'refund-changed' });
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 750 } });
});

test('an imported one that failed is believed by its page, not by one row of a list that lags behind', async () => {
  const shop = paidShop();
  shop.gateway.madeElsewhere(500);
  await shop.desk.refundable(PAYMENT);
  shop.gateway.set('DASHBOARD', FAILED);
  await shop.clock.pass(10 * SECOND);
  const [imported] = shop.journal.refundsOf(PAYMENT);
  expect(imported?.state).toBe('failed');
  const rows = shop.gateway.stored.map((one) => ({ ...one, statusId: REQUESTED }));
  shop.gateway.listRefunds = () => Promise.resolve({ kind: 'ok', value: { refunds: rows, unread: [] } });
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_250 } });
});

test('one that a manager settled and the gateway confirmed as failed reserves its amount if it is on its way again', async () => {
  const shop = paidShop();
  const reference = await shop.refunded(500);
  await shop.clock.pass(PACE.settledByHandAfter.refund);
  const settlement = { reason: 'the dashboard says so', by: cashier, approvedBy: manager };
  shop.desk.tracker.settle(reference, { outcome: 'not-refunded', ...settlement });
  shop.gateway.set(reference, FAILED);
  await shop.clock.pass(3_600 * SECOND);
  await shop.desk.refundable(PAYMENT);
  expect(shop.journal.refund(reference)).toMatchObject({ state: 'failed', byHand: { verdict: 'confirmed' } });
  shop.gateway.set(reference, REQUESTED);
  expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 750 } });
  shop.gateway.set(reference, FAILED);
  await shop.clock.pass(24 * 3_600 * SECOND);
  expect(shop.journal.refund(reference)).toMatchObject({ state: 'failed', byHand: { verdict: 'confirmed' } });
});
