import { describe, expect, test } from 'vitest';
import { PAYMENT, paidShop } from '../refund-kit.ts';

const rows = ({ journal }: Pick<ReturnType<typeof paidShop>, 'journal'>, reference: string) =>
  journal.refundStory(reference).map(({ event }) => event.type);
const misses = (...of: Parameters<typeof rows>) => rows(...of).filter((type) => type === 'refund-missed');

describe('what a look-up adds to the journal', () => {
  test('ends once the refund is proven missing, although a gateway without a list never lets it fail', async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [{ kind: 'not-found' }];
    shop.gateway.listRefunds = () => Promise.resolve({ kind: 'not-found' });
    shop.gateway.method = () => Promise.resolve({ kind: 'ok', value: { currencies: [] } });
    const reference = await shop.refunded(250);
    await shop.clock.pass(60_000);
    const proof = misses(shop, reference).length;
    expect(proof).toBeGreaterThanOrEqual(3);
    await shop.clock.pass(2 * 3_600_000);
    expect(misses(shop, reference)).toHaveLength(proof);
    expect(shop.stateOf(reference)).toBe('unknown');
  });

  test.each([
    ['calls a duplicate', { kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null }],
    ['has with another amount', { amount: 1 }],
  ] as const)('is nothing for a refund that the gateway %s and does not list', async (_, answer) => {
    const shop = paidShop();
    const { gateway, clock } = shop;
    const create = gateway.createRefund.bind(gateway);
    gateway.createRefund = async (request) => {
      if ('kind' in answer) return answer;
      const created = await create(request);
      return created.kind === 'ok' ? { ...created, value: { ...created.value, ...answer } } : created;
    };
    gateway.listRefunds = () => Promise.resolve({ kind: 'ok', value: { refunds: [], unread: [] } });
    const reference = await shop.refunded(250);
    await clock.pass(3_600_000);
    expect(shop.stateOf(reference)).toBe('unknown');
    expect(misses(shop, reference)).toEqual([]);
    expect(rows(shop, reference)).not.toContain('refund-resent');
  });
});

describe('a refund whose repetition was turned away', () => {
  const NOTHING_LEFT = [{ code: 18, info: 'nothing left' }];

  const turnedAway = async () => {
    const shop = paidShop();
    shop.gateway.storesUnanswered = false;
    shop.gateway.next.createRefund = [
      { kind: 'no-answer', detail: 'timeout' },
      { kind: 'rejected', reasons: NOTHING_LEFT, payment: null },
    ];
    const reference = await shop.refunded(250);
    while (shop.gateway.sent.length < 2) await shop.clock.pass(5_000);
    return { ...shop, reference };
  };

  test('keeps the gateway’s reasons in its row, and fails with them', async () => {
    const { journal, clock, reference } = await turnedAway();
    const doubts = journal.refundStory(reference).map(({ event }) => event);
    const last = doubts.findLast(({ type }) => type === 'refund-doubted');
    expect(last).toMatchObject({ reasons: NOTHING_LEFT });
    await clock.pass(60_000);
    expect(journal.refund(reference)).toMatchObject({ failure: 'never-arrived', reasons: NOTHING_LEFT });
  });

  test('is not sent a third time after a restart either', async () => {
    const { desk, openDesk, journal, clock, reference, gateway } = await turnedAway();
    await desk.tracker.stop();
    openDesk().tracker.resume();
    await clock.pass(120_000);
    expect(gateway.sent).toHaveLength(2);
    expect(journal.refund(reference)).toMatchObject({ failure: 'never-arrived', reasons: NOTHING_LEFT });
  });
});

test('a repetition that the gateway refuses by a record of its own proves nothing about the first sending', async () => {
  const shop = paidShop();
  const { gateway, clock, desk } = shop;
  const list = gateway.listRefunds.bind(gateway);
  gateway.listRefunds = () => Promise.resolve({ kind: 'ok', value: { refunds: [], unread: [] } });
  gateway.next.createRefund = [{ kind: 'no-answer', detail: 'timeout' }];
  const create = gateway.createRefund.bind(gateway);
  gateway.createRefund = async (request) => {
    const answer = await create(request);
    return answer.kind === 'rejected' ? { kind: 'ok', value: gateway.refusedBeside(request) } : answer;
  };
  const reference = await shop.refunded(250);
  while (gateway.sent.length < 2) await clock.pass(5_000);
  gateway.listRefunds = list;
  expect(await desk.refundable(PAYMENT)).toMatchObject({ refundable: { left: 1_000 } });
  await clock.pass(60_000);
  expect(shop.stateOf(reference)).toBe('requested');
});

test('an answer about another refund counts as a lost one: what never arrived is sent again', async () => {
  const shop = paidShop();
  const create = shop.gateway.createRefund.bind(shop.gateway);
  shop.gateway.createRefund = async (request) => {
    shop.gateway.createRefund = create;
    shop.gateway.madeElsewhere(100);
    const [other] = shop.gateway.stored.splice(0);
    shop.gateway.sent.push(request);
    return Promise.resolve({ kind: 'ok', value: other! });
  };
  const reference = await shop.refunded(250);
  await shop.clock.pass(60_000);
  expect(shop.gateway.sent).toHaveLength(2);
  expect(shop.stateOf(reference)).toBe('requested');
});
