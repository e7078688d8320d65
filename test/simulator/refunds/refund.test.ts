import { describe, expect, it } from 'vitest';
import { codesIn, openShop, refundIn } from '../kit/shop.ts';
import type { Body, Shop } from '../kit/shop.ts';

let count = 0;

async function paidShop(changes: Body = {}): Promise<{ shop: Shop; id: number }> {
  const shop = await openShop();
  const { ID } = await shop.sell({ Amount: 1000, ...changes });
  shop.sim.act('latest', 'pay');
  return { shop, id: ID };
}

const giveBack = (shop: Shop, id: number, refund: Body, headers = {}) =>
  shop.send(
    'POST',
    `/v1/payments/${id}/refunds`,
    { Refund: { MerchantTransactionID: `refund-${(count += 1)}`, ...refund } },
    headers,
  );
const lookAt = async (shop: Shop, id: number, refundId: number) =>
  refundIn(await shop.send('GET', `/v1/payments/${id}/refunds/${refundId}`));

describe('Refunds', () => {
  it('are open at first and succeed two seconds later; the payment stays as it was', async () => {
    const { shop, id } = await paidShop();
    const refund = refundIn(await giveBack(shop, id, { Amount: 1000 }));
    shop.wind(1_999);
    expect((await lookAt(shop, id, refund.ID)).Status.ID).toBe(1);
    shop.wind(1);
    expect((await lookAt(shop, id, refund.ID)).Status).toEqual({ ID: 2, Info: 'Success', Reasons: null });
    expect((await shop.look(id)).Status.ID).toBe(2);
  });

  it('may be made in parts up to what was paid', async () => {
    const { shop, id } = await paidShop();
    expect((await giveBack(shop, id, { Amount: '600' })).status).toBe(201);
    const tooMuch = await giveBack(shop, id, { Amount: 401 });
    expect(tooMuch.status).toBe(400);
    expect(refundIn(tooMuch)).toMatchObject({ ID: 0, Amount: '401', Status: { ID: null, Info: null } });
    expect(codesIn(refundIn(tooMuch))).toEqual([18]);
    expect((await giveBack(shop, id, { Amount: 400 })).status).toBe(201);
    const { Refunds } = (await shop.send('GET', `/v1/payments/${id}/refunds`)).body as { Refunds: Body[] };
    expect(Refunds.map((refund) => refund.Amount)).toEqual(['600', '400']);
  });

  it('above the rest may instead be taken and fail later, leaving the rest untouched', async () => {
    const { shop, id } = await paidShop();
    await shop.control('settings', { overRefund: 'fails-later', refundDelayMs: 50 });
    const tooMuch = refundIn(await giveBack(shop, id, { Amount: 1001 }));
    expect(tooMuch.Status.ID).toBe(1);
    shop.wind(50);
    expect((await lookAt(shop, id, tooMuch.ID)).Status).toMatchObject({ ID: 4, Reasons: [{ Code: 18 }] });
    const rest = refundIn(await giveBack(shop, id, { Amount: 1000 }));
    shop.wind(50);
    expect((await lookAt(shop, id, rest.ID)).Status.ID).toBe(2);
  });

  it('are refused for a payment nobody made', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    const answer = await giveBack(shop, ID, { Amount: 100 });
    expect(answer.status).toBe(400);
    expect([refundIn(answer).Status.ID, codesIn(refundIn(answer))]).toEqual([null, [18]]);
    expect((await giveBack(shop, 1, { Amount: 100 })).status).toBe(404);
  });

  it('are refused after a year', async () => {
    const { shop, id } = await paidShop();
    shop.wind(365 * 86_400_000);
    expect((await giveBack(shop, id, { Amount: 100 })).status).toBe(201);
    shop.wind(1);
    expect(codesIn(refundIn(await giveBack(shop, id, { Amount: 100 })))).toEqual([18]);
  });

  it.each([
    ['no amount', { Amount: undefined }, [1]],
    ['nothing to give back', { Amount: 0 }, [118]],
    ['no reference', { MerchantTransactionID: undefined, Amount: 1 }, [1]],
    ['a reference with a space', { MerchantTransactionID: 'a b', Amount: 1 }, [2]],
    ['a description too long', { Description: 'x'.repeat(256), Amount: 1 }, [2]],
  ])('with %s are refused', async (_title, refund, codes) => {
    const { shop, id } = await paidShop();
    const answer = await giveBack(shop, id, refund);
    expect(answer.status).toBe(400);
    expect(codesIn(refundIn(answer))).toEqual(codes);
  });

  it('need a reference of their own, which may be that of the payment', async () => {
    const { shop, id } = await paidShop({ MerchantTransactionID: 'same' });
    expect((await giveBack(shop, id, { MerchantTransactionID: 'same', Amount: 1 })).status).toBe(201);
    const again = await giveBack(shop, id, { MerchantTransactionID: 'same', Amount: 1 });
    expect(codesIn(refundIn(again))).toEqual([20]);
  });

  it('are found only under their own payment', async () => {
    const { shop, id } = await paidShop();
    const refund = refundIn(await giveBack(shop, id, { Amount: 100 }));
    const other = await shop.sell();
    expect((await shop.send('GET', `/v1/payments/${other.ID}/refunds/${refund.ID}`)).status).toBe(404);
    expect((await shop.send('GET', `/v1/payments/${id}/refunds/${refund.ID}x`)).status).toBe(404);
  });

  it('sent twice with one RequestId are made once where replay is on', async () => {
    const { shop, id } = await paidShop();
    await shop.control('settings', { replayRequestId: true });
    const refund = { MerchantTransactionID: 'once', Amount: 100 };
    const first = await giveBack(shop, id, refund, { RequestId: 'r-9' });
    const again = await giveBack(shop, id, refund, { RequestId: 'r-9' });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await giveBack(shop, id, { ...refund, Amount: 1 }, { RequestId: 'r-9' })).status).toBe(409);
    expect(shop.sim.store().refunds).toHaveLength(1);
  });

  it('that hold no Refund get a plain message', async () => {
    const { shop, id } = await paidShop();
    const answer = await shop.send('POST', `/v1/payments/${id}/refunds`, { Payment: {} });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ Message: expect.any(String) as string });
  });
});
