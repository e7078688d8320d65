import { describe, expect, it } from 'vitest';
import { recordTraffic } from '#simulator/control/traffic.ts';
import { openShop, paymentIn } from '../kit/shop.ts';

describe('Controlling the simulator', () => {
  it('lets the customer act by reference or on the newest payment', async () => {
    const shop = await openShop();
    const first = await shop.sell({ MerchantTransactionID: 'first' });
    const second = await shop.sell({ MerchantTransactionID: 'second' });
    expect((await shop.control('act', { reference: 'first', action: 'pay' })).body).toEqual({
      applied: true,
    });
    expect((await shop.control('act', { reference: 'latest', action: 'scan' })).body).toEqual({
      applied: true,
    });
    expect((await shop.control('act', { reference: 'first', action: 'pay' })).body).toEqual({
      applied: false,
    });
    expect([(await shop.lookUp(first.ID)).Status.ID, (await shop.lookUp(second.ID)).Status.ID]).toEqual([
      2, 6,
    ]);
  });

  it('plans a scenario for the next payments, whatever their amount', async () => {
    const shop = await openShop();
    await shop.control('next', { scenario: 'declines', count: 2 });
    const [a, b, c] = [
      await shop.sell(),
      await shop.sell({ Amount: 1201 }),
      await shop.sell({ Amount: 1201 }),
    ];
    shop.advance(2_000);
    const statuses = await Promise.all([a, b, c].map(async ({ ID }) => (await shop.lookUp(ID)).Status.ID));
    expect(statuses).toEqual([4, 4, 2]);
  });

  it('plans a fault for the next call of one kind and no other', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    await shop.control('next', { fault: 'server-error', call: 'get' });
    expect((await shop.send('GET', '/v1/payments')).status).toBe(200);
    expect((await shop.send('GET', `/v1/payments/${ID}`)).status).toBe(500);
    expect((await shop.send('GET', `/v1/payments/${ID}`)).status).toBe(200);
  });

  it('can lose the answer to a cancellation that was carried out', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    await shop.control('next', { fault: 'answer-lost', call: 'cancel' });
    await expect(shop.send('POST', `/v1/payments/${ID}/cancel`)).rejects.toThrow();
    expect((await shop.lookUp(ID)).Status.ID).toBe(3);
  });

  it('can return an empty list, or refuse the right credentials', async () => {
    const shop = await openShop();
    await shop.control('next', { fault: 'empty-answer', call: 'list' });
    const empty = await shop.send('GET', '/v1/payments');
    expect([empty.status, empty.text]).toEqual([200, '']);
    await shop.control('next', { fault: 'not-authorized', call: 'list' });
    expect((await shop.send('GET', '/v1/payments')).status).toBe(401);
  });

  it('loses the next answer on request, once however often it is asked, and tells whether that is to come', async () => {
    const shop = await openShop();
    expect(shop.sim.losesNextAnswer()).toBe(false);
    shop.sim.loseNextAnswer();
    shop.sim.loseNextAnswer();
    expect(shop.sim.losesNextAnswer()).toBe(true);
    await expect(shop.create()).rejects.toThrow();
    expect(shop.sim.losesNextAnswer()).toBe(false);
    expect(shop.sim.store().payments).toMatchObject([{ reference: 'till-1-0001', statusId: 1 }]);
    expect((await shop.create({ MerchantTransactionID: 'next' })).status).toBe(201);
  });

  it('changes settings and refuses unknown ones', async () => {
    const shop = await openShop();
    const changed = await shop.control('settings', { defaultScenario: 'pays-soon', delayMs: 1 });
    expect(changed.body).toMatchObject({ defaultScenario: 'pays-soon', delayMs: 1, pageSize: 50 });
    const { ID } = await shop.sell({ Amount: 1250 });
    shop.advance(2_000);
    expect((await shop.lookUp(ID)).Status.ID).toBe(2);
    for (const wrong of [{ speed: 3 }, { delayMs: -1 }, { defaultScenario: 'sunshine' }]) {
      expect((await shop.control('settings', wrong)).status).toBe(400);
    }
  });

  it('sets any status, even one that was final', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell({ MerchantTransactionID: 'sale' });
    for (const statusId of [5, 2, 19, 123]) {
      await shop.control('set-status', { reference: 'sale', statusId });
      expect((await shop.lookUp(ID)).Status.ID).toBe(statusId);
    }
  });

  it('sets the status of a refund', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    shop.sim.act('latest', 'pay');
    const Refund = { MerchantTransactionID: 'back', Amount: 1 };
    await shop.send('POST', `/v1/payments/${ID}/refunds`, { Refund });
    await shop.control('set-status', { reference: 'back', statusId: 4, of: 'refund' });
    shop.advance(10_000);
    expect(shop.sim.store().refunds).toMatchObject([{ reference: 'back', statusId: 4 }]);
  });

  it('shows what is stored, with RequestIds and counts of what was sent', async () => {
    const shop = await openShop();
    await shop.create({}, { RequestId: 'one' });
    await shop.create({}, { RequestId: 'two' });
    await shop.create({ Amount: 1 });
    const { payments, refunds } = (await shop.control('books')).body as ReturnType<typeof shop.sim.store>;
    expect(refunds).toEqual([]);
    expect(payments).toHaveLength(1);
    expect(payments[0]).toMatchObject({
      requestId: 'one',
      sent: { times: 3, timesSameBody: 2, requestIds: ['one', 'two'] },
      body: { Amount: '1250' },
    });
  });

  it('shows the requests it received, never their credentials', async () => {
    const shop = await openShop();
    await shop.create();
    await shop.send('POST', '/v1/payments', 'no json');
    await shop.send('GET', '/v1/payments?pageSize=2');
    const answer = await shop.control('requests');
    const { requests } = answer.body as { requests: { headers: Record<string, string> }[] };
    expect(requests).toMatchObject([
      { method: 'POST', path: '/v1/payments', body: { Payment: { Amount: 1250 } } },
      { method: 'POST', path: '/v1/payments', body: 'no json' },
      { method: 'GET', path: '/v1/payments?pageSize=2', body: null },
    ]);
    expect(requests[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.text.toLowerCase()).not.toContain('authorization');
  });

  it('keeps the last five hundred requests', () => {
    const traffic = recordTraffic();
    for (let at = 0; at < 505; at += 1) traffic.add({ at, method: 'GET', path: '/', headers: {} }, '');
    const requests = traffic.requests();
    expect([requests.length, requests[0]?.at, requests[499]?.at]).toEqual([500, 5, 504]);
  });

  it('deletes everything on request but never uses an ID twice', async () => {
    const shop = await openShop();
    const before = await shop.sell();
    await shop.control('next', { fault: 'server-error' });
    await shop.control('settings', { pageSize: 3 });
    await shop.control('reset', {});
    expect(shop.sim.store()).toEqual({ payments: [], refunds: [] });
    expect((await shop.send('GET', '/v1/payments')).body).toMatchObject({ PageSize: 50, TotalCount: 0 });
    const after = paymentIn(await shop.create({ MerchantTransactionID: before.MerchantTransactionID }));
    expect(after.ID).toBe(before.ID + 1);
  });

  it.each([
    ['act', { reference: 'nobody', action: 'pay' }, 404],
    ['act', { reference: 'latest', action: 'dance' }, 400],
    ['next', { scenario: 'sunshine' }, 400],
    ['next', { fault: 'server-error', call: 'nothing' }, 400],
    ['next', { fault: 'server-error', count: 0 }, 400],
    ['set-status', { reference: 'nobody', statusId: 2 }, 404],
    ['nothing', {}, 404],
  ])('%s %j is answered %i', async (name, asked, status) => {
    const shop = await openShop();
    expect((await shop.control(name, asked)).status).toBe(status);
  });
});
