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

const sendRefund = (shop: Shop, id: number, refund: Body, headers = {}) =>
  shop.send(
    'POST',
    `/v1/payments/${id}/refunds`,
    { Refund: { MerchantTransactionID: `refund-${(count += 1)}`, ...refund } },
    headers,
  );
const lookUpRefund = async (shop: Shop, id: number, refundId: number) =>
  refundIn(await shop.send('GET', `/v1/payments/${id}/refunds/${refundId}`));

describe('Refunds', () => {
  it('are open at first and succeed two seconds later; the payment does not change', async () => {
    const { shop, id } = await paidShop();
    const refund = refundIn(await sendRefund(shop, id, { Amount: 1000 }));
    shop.advance(1_999);
    expect((await lookUpRefund(shop, id, refund.ID)).Status.ID).toBe(1);
    shop.advance(1);
    expect((await lookUpRefund(shop, id, refund.ID)).Status).toEqual({
      ID: 2,
      Info: 'Success',
      Reasons: null,
    });
    expect((await shop.lookUp(id)).Status.ID).toBe(2);
  });

  it('take an empty text in an optional field as absent', async () => {
    const { shop, id } = await paidShop();
    const empty = {
      OriginatorTransactionID: '',
      Description: '',
      Details: '',
      Customer: { Email: '' },
      Articles: '',
    };
    const answer = await sendRefund(shop, id, { Amount: 100, ...empty });
    expect(answer.status).toBe(201);
    expect(refundIn(answer)).toMatchObject({
      OriginatorTransactionID: null,
      Description: null,
      Details: null,
      Articles: null,
    });
    expect(codesIn(refundIn(await sendRefund(shop, id, { Amount: '' })))).toContain(118);
  });

  it('of a payment whose answers leave keys out are null while there are none, and name no key without a value', async () => {
    const shop = await openShop();
    await shop.control('next', { scenario: 'keys-left-out' });
    const { ID } = await shop.sell({ Amount: 1000 });
    shop.advance(2_000);
    const list = async () => (await shop.send('GET', `/v1/payments/${ID}/refunds`)).body;
    expect(await list()).toEqual({ Refunds: null });
    expect(await shop.lookUp(ID)).not.toHaveProperty('PreapprovalID');
    const listed = (await shop.send('GET', '/v1/payments')).body as { Payments: Body[] };
    expect(listed.Payments[0]).not.toHaveProperty('RedirectURL');
    await sendRefund(shop, ID, { Amount: 100 });
    expect(JSON.stringify(await list())).not.toContain('null');
  });

  it('may be made in parts up to what was paid', async () => {
    const { shop, id } = await paidShop();
    expect((await sendRefund(shop, id, { Amount: '600' })).status).toBe(201);
    const tooMuch = await sendRefund(shop, id, { Amount: 401 });
    expect(tooMuch.status).toBe(400);
    expect(refundIn(tooMuch)).toMatchObject({ ID: 0, Amount: '401', Status: { ID: null, Info: null } });
    expect(codesIn(refundIn(tooMuch))).toEqual([18]);
    expect((await sendRefund(shop, id, { Amount: 400 })).status).toBe(201);
    const { Refunds } = (await shop.send('GET', `/v1/payments/${id}/refunds`)).body as { Refunds: Body[] };
    expect(Refunds.map((refund) => refund.Amount)).toEqual(['600', '400']);
  });

  it('above what is left may also be accepted and fail later, and the rest stays refundable', async () => {
    const { shop, id } = await paidShop();
    await shop.control('settings', { overRefund: 'fails-later', refundDelayMs: 50 });
    const tooMuch = refundIn(await sendRefund(shop, id, { Amount: 1001 }));
    expect(tooMuch.Status.ID).toBe(1);
    shop.advance(50);
    expect((await lookUpRefund(shop, id, tooMuch.ID)).Status).toMatchObject({
      ID: 4,
      Reasons: [{ Code: 18 }],
    });
    const rest = refundIn(await sendRefund(shop, id, { Amount: 1000 }));
    shop.advance(50);
    expect((await lookUpRefund(shop, id, rest.ID)).Status.ID).toBe(2);
  });

  it('are refused for an unpaid payment', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    const answer = await sendRefund(shop, ID, { Amount: 100 });
    expect(answer.status).toBe(400);
    expect([refundIn(answer).Status.ID, codesIn(refundIn(answer))]).toEqual([null, [18]]);
    expect((await sendRefund(shop, 1, { Amount: 100 })).status).toBe(404);
  });

  it('are refused after a year', async () => {
    const { shop, id } = await paidShop();
    shop.advance(365 * 86_400_000);
    expect((await sendRefund(shop, id, { Amount: 100 })).status).toBe(201);
    shop.advance(1);
    expect(codesIn(refundIn(await sendRefund(shop, id, { Amount: 100 })))).toEqual([18]);
  });

  it.each([
    ['no amount', { Amount: undefined }, [1]],
    ['nothing to refund', { Amount: 0 }, [118]],
    ['no reference', { MerchantTransactionID: undefined, Amount: 1 }, [1]],
    ['a reference with a space', { MerchantTransactionID: 'a b', Amount: 1 }, [2]],
    ['a description that is too long', { Description: 'x'.repeat(256), Amount: 1 }, [2]],
  ])('with %s are refused', async (_title, refund, codes) => {
    const { shop, id } = await paidShop();
    const answer = await sendRefund(shop, id, refund);
    expect(answer.status).toBe(400);
    expect(codesIn(refundIn(answer))).toEqual(codes);
  });

  it('need a reference no other refund has, which may be the payment’s', async () => {
    const { shop, id } = await paidShop({ MerchantTransactionID: 'same' });
    expect((await sendRefund(shop, id, { MerchantTransactionID: 'same', Amount: 1 })).status).toBe(201);
    const again = await sendRefund(shop, id, { MerchantTransactionID: 'same', Amount: 1 });
    expect(codesIn(refundIn(again))).toEqual([20]);
  });

  it('are listed only under their own payment', async () => {
    const { shop, id } = await paidShop();
    const refund = refundIn(await sendRefund(shop, id, { Amount: 100 }));
    const other = await shop.sell();
    expect((await shop.send('GET', `/v1/payments/${other.ID}/refunds/${refund.ID}`)).status).toBe(404);
    expect((await shop.send('GET', `/v1/payments/${id}/refunds/${refund.ID}x`)).status).toBe(404);
  });

  it('sent twice with one RequestId are made once while replay is on', async () => {
    const { shop, id } = await paidShop();
    await shop.control('settings', { replayRequestId: true });
    const refund = { MerchantTransactionID: 'once', Amount: 100 };
    const first = await sendRefund(shop, id, refund, { RequestId: 'r-9' });
    const again = await sendRefund(shop, id, refund, { RequestId: 'r-9' });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await sendRefund(shop, id, { ...refund, Amount: 1 }, { RequestId: 'r-9' })).status).toBe(409);
    expect(shop.sim.store().refunds).toHaveLength(1);
  });

  it('without a Refund object get a plain message', async () => {
    const { shop, id } = await paidShop();
    const answer = await shop.send('POST', `/v1/payments/${id}/refunds`, { Payment: {} });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ Message: expect.any(String) as string });
  });
});
