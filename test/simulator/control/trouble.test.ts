import { describe, expect, it } from 'vitest';
import { amountOf } from '../kit/amount-of.ts';
import { openShop } from '../kit/shop.ts';
import type { Shop } from '../kit/shop.ts';

const storedIn = (shop: Shop) => shop.sim.store().payments.length;

describe('Faults in the first answer', () => {
  it.each([
    'answer-lost',
    'unavailable-after-storing',
    'malformed-answer',
    'html-502-after-storing',
  ] as const)('%s: the payment exists', async (name) => {
    const shop = await openShop();
    const answer = await shop.create({ Amount: amountOf(name) }).catch(() => 'nothing arrived' as const);
    if (answer !== 'nothing arrived')
      expect([answer.status === 201, answer.body === undefined]).not.toEqual([true, false]);
    expect(answer === 'nothing arrived').toBe(name === 'answer-lost');
    const found = await shop.send('GET', '/v1/payments?merchantTransactionID=till-1-0001');
    expect(found.body).toMatchObject({ TotalCount: 1, Payments: [{ Status: { ID: 1 } }] });
  });

  it.each([
    ['server-error-once', 500],
    ['too-many-requests-once', 429],
    ['html-502-once', 502],
    ['request-lost-once', undefined],
  ] as const)('%s: nothing is stored, and the second attempt succeeds', async (name, status) => {
    const shop = await openShop();
    const first = await shop.create({ Amount: amountOf(name) }).catch(() => undefined);
    expect([first?.status, storedIn(shop)]).toEqual([status, 0]);
    expect((await shop.create({ Amount: amountOf(name) })).status).toBe(201);
    expect(shop.sim.store().payments[0]?.sent).toMatchObject({ times: 2, timesSameBody: 2 });
  });

  it('a busy service states when to try again', async () => {
    const shop = await openShop();
    const answer = await shop.create({ Amount: amountOf('too-many-requests-once') });
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  it('malformed answers are malformed as described', async () => {
    const shop = await openShop();
    const half = await shop.create({ Amount: amountOf('malformed-answer') });
    expect([half.status, half.headers.get('content-type')]).toEqual([201, 'application/json; charset=utf-8']);
    expect(() => void JSON.parse(half.text)).toThrow();
    const proxy = await shop.create({ Amount: amountOf('html-502-once'), MerchantTransactionID: 'other' });
    expect([proxy.status, proxy.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(proxy.text).toContain('<h1>502');
  });

  it.each(['slow-answer', 'no-answer'] as const)(
    '%s: the payment is stored long before the answer',
    async (name) => {
      const shop = await openShop();
      await shop.control('settings', { slowAnswerMs: 600_000 });
      let answered = false;
      const waiting = shop.create({ Amount: amountOf(name) }).then(
        () => (answered = true),
        () => 'cut',
      );
      await expect.poll(() => storedIn(shop)).toBe(1);
      expect(answered).toBe(false);
      await shop.sim.setNetwork('down');
      expect(await waiting).toBe('cut');
    },
  );

  it('a slow answer is otherwise normal', async () => {
    const shop = await openShop();
    await shop.control('settings', { slowAnswerMs: 5 });
    expect((await shop.create({ Amount: amountOf('slow-answer') })).status).toBe(201);
  });
});
