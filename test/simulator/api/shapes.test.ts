import { describe, expect, it } from 'vitest';
import {
  ACCEPTED_PAYMENT,
  NATIVE_REFUND_TYPE,
  OPEN_REFUND,
  REFUSED_PAYMENT,
} from '../kit/documented-shapes.ts';
import { openShop, paymentIn } from '../kit/shop.ts';

describe('Answers match the documented ones exactly', () => {
  it('an accepted payment has every documented key, in order, and a page for the customer', async () => {
    const shop = await openShop();
    const answer = await shop.create();
    const { RedirectURL } = paymentIn(answer);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(RedirectURL.replace(shop.sim.url, '')).toMatch(/^\/Home\?PaymentToken=[0-9A-F]{32}\.6000001$/);
    expect(answer.text).toBe(JSON.stringify({ Payment: { ...ACCEPTED_PAYMENT, RedirectURL } }));
  });

  it('a refused payment has the same keys, its own ID and the reasons', async () => {
    const shop = await openShop();
    const answer = await shop.create({ BillingAddress: { Country: 'Germany' } });
    expect(answer.status).toBe(400);
    expect(answer.text).toBe(JSON.stringify({ Payment: REFUSED_PAYMENT }));
  });

  it('a refund starts open with every documented key, in order', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    shop.sim.act('latest', 'pay');
    const refund = { MerchantTransactionID: 'refund-1', Amount: 250, Description: 'One cup broken' };
    const answer = await shop.send('POST', `/v1/payments/${ID}/refunds`, { Refund: refund });
    expect(answer.status).toBe(201);
    expect(answer.text).toBe(JSON.stringify({ Refund: OPEN_REFUND }));
  });

  it('refund types are listed by payment and by method', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    const byPayment = await shop.send('GET', `/v1/payments/${ID}/refunds/types`);
    const byMethod = await shop.send('GET', '/v1/refunds/types/24/DE/EUR');
    const unknownMethod = await shop.send('GET', '/v1/refunds/types/49/MX/MXN');
    expect((byPayment.body as { RefundTypes: unknown[] }).RefundTypes[0]).toEqual(NATIVE_REFUND_TYPE);
    expect(byMethod.body).toEqual(byPayment.body);
    expect(unknownMethod.body).toEqual({ RefundTypes: [] });
  });

  it('the method names its currencies and its field rules', async () => {
    const shop = await openShop();
    const one = await shop.send('GET', '/v1/methods/24');
    const { Method } = one.body as {
      Method: { ID: number; Currencies: string[]; ValidatorsPayin: unknown[] };
    };
    expect(Method.ID).toBe(24);
    expect(Method.Currencies).toContain('CNY');
    expect(Method.ValidatorsPayin).toContainEqual({
      Source: 'BillingAddress.Country',
      Regex: '^[a-zA-Z]{2}$',
      Required: false,
    });
    expect((await shop.send('GET', '/v1/methods?country=cn')).body).toEqual({ Methods: [Method] });
    expect((await shop.send('GET', '/v1/methods/assigned?country=AQ')).body).toEqual({ Methods: [] });
    expect((await shop.send('GET', '/v1/methods/25')).status).toBe(404);
  });

  it('what was sent comes back, with dates in UTC and upper-case currencies', async () => {
    const shop = await openShop();
    const payment = await shop.sell({
      Amount: '0000990',
      Currency: 'cny',
      SkinID: '12',
      MethodOptionID: '3',
      Description: 'Tea',
      OriginatorTransactionID: 'receipt-7',
      Articles: [{ Name: 'Tea', Quantity: 1 }],
      CustomParameters: { Table: '4' },
      ShippingAddress: { City: 'Kiel' },
      Customer: undefined,
      TokenLifetime: undefined,
    });
    expect(payment).toMatchObject({
      Amount: '0000990',
      Currency: 'CNY',
      SkinID: 12,
      MethodOptionID: 3,
      Description: 'Tea',
      OriginatorTransactionID: 'receipt-7',
      Articles: [{ Name: 'Tea', Quantity: 1 }],
      CustomParameters: { Table: '4' },
      ShippingAddress: { City: 'Kiel', Country: null },
      Customer: null,
      TokenLifetime: 10,
    });
  });

  it('the Date header follows the payments’ clock', async () => {
    const shop = await openShop();
    const answer = await shop.create();
    expect(answer.headers.get('date')).toBe('Sun, 01 Mar 2026 10:20:30 GMT');
  });
});
