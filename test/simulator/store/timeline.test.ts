import { describe, expect, it } from 'vitest';
import { codesIn, openShop, paymentIn } from '../kit/shop.ts';
import type { Shop } from '../kit/shop.ts';

const statusOf = async (shop: Shop, id: number) => (await shop.lookUp(id)).Status.ID;
const cancel = (shop: Shop, id: number) => shop.send('POST', `/v1/payments/${id}/cancel`);

describe('The life of a payment', () => {
  it('stays open until its lifetime is over, then expires', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell({ TokenLifetime: 2 });
    shop.advance(119_999);
    expect(await statusOf(shop, ID)).toBe(1);
    shop.advance(1);
    expect((await shop.lookUp(ID)).Status).toEqual({ ID: 5, Info: 'Expired', Reasons: null });
  });

  it('also expires when the customer scanned and did nothing more', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell({ TokenLifetime: 2 });
    expect(shop.sim.act('latest', 'scan')).toBe(true);
    expect(await statusOf(shop, ID)).toBe(6);
    shop.advance(120_000);
    expect(await statusOf(shop, ID)).toBe(5);
  });

  it('does not expire once the customer confirmed', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell({ TokenLifetime: 1 });
    shop.advance(59_500);
    expect(shop.sim.act('latest', 'confirm')).toBe(true);
    shop.advance(700);
    expect(await statusOf(shop, ID)).toBe(7);
    shop.advance(300);
    expect(await statusOf(shop, ID)).toBe(2);
    shop.advance(3_600_000);
    expect(await statusOf(shop, ID)).toBe(2);
  });

  it.each([
    ['pay', 2, []],
    ['decline', 4, [15]],
    ['cancel', 3, []],
    ['walk-away', 5, []],
  ] as const)(
    'ends when the customer chooses to %s, and allows no further action',
    async (action, status, codes) => {
      const shop = await openShop();
      const { ID, MerchantTransactionID } = await shop.sell();
      const merchantTransactionId = MerchantTransactionID;
      expect(shop.sim.act({ merchantTransactionId }, action)).toBe(true);
      const payment = await shop.lookUp(ID);
      expect([payment.Status.ID, codesIn(payment)]).toEqual([status, codes]);
      for (const late of ['scan', 'confirm', 'pay', 'decline', 'cancel', 'walk-away'] as const) {
        expect(shop.sim.act({ merchantTransactionId }, late)).toBe(false);
      }
    },
  );

  it('does not exist, or was refused: no action is possible', async () => {
    const shop = await openShop();
    expect(shop.sim.act('latest', 'pay')).toBe(false);
    await shop.create({ Currency: '1' });
    expect(shop.sim.act('latest', 'pay')).toBe(false);
    expect(shop.sim.act({ merchantTransactionId: 'nobody' }, 'pay')).toBe(false);
  });

  it('follows a person’s action instead of its scenario', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell({ Amount: 1203 });
    shop.sim.act('latest', 'pay');
    shop.advance(60_000);
    expect(await statusOf(shop, ID)).toBe(2);
  });
});

describe('Cancelling', () => {
  it('works while nobody has opened the page', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    const answer = await cancel(shop, ID);
    expect(answer.status).toBe(200);
    expect(paymentIn(answer).Status).toEqual({ ID: 3, Info: 'Cancelled', Reasons: null });
    shop.advance(3_600_000);
    expect(await statusOf(shop, ID)).toBe(3);
  });

  it('is refused once the customer scanned, and the customer may still pay', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    shop.sim.act('latest', 'scan');
    const answer = await cancel(shop, ID);
    expect(answer.status).toBe(400);
    expect(paymentIn(answer).Status).toMatchObject({ ID: 6, Reasons: [{ Code: 122 }] });
    expect(shop.sim.act('latest', 'pay')).toBe(true);
    expect(await statusOf(shop, ID)).toBe(2);
  });

  it('is refused with another code once the payment has ended', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    shop.sim.act('latest', 'pay');
    const answer = await cancel(shop, ID);
    expect(answer.status).toBe(400);
    expect(paymentIn(answer).Status).toMatchObject({ ID: 2, Info: 'Success', Reasons: [{ Code: 17 }] });
  });

  it('finds nothing to cancel under an unknown ID', async () => {
    const shop = await openShop();
    expect((await cancel(shop, 1)).status).toBe(404);
  });
});
