import { describe, expect, it } from 'vitest';
import { openAgainst } from '../support/gateway.ts';
import { answer, answerWith, intent, refundRequest } from '../support/sales.ts';
import { json } from '../support/scripted-server.ts';

const created = {
  id: '7300451',
  reference: 'ST01-20240321-000007',
  amount: 1250,
  currency: 'CNY',
  statusId: 1,
  reasons: [],
  redirectUrl: 'https://apitest.smart2pay.com/Home?PaymentToken=00112233445566778899AABBCCDDEEFF.7300451',
  qrCodeUrl: null,
  methodTransactionId: null,
  createdAt: Date.UTC(2024, 2, 21, 8, 51, 16),
};

describe('What the gateway answers', () => {
  it('an accepted charge comes back open, with the page the customer can scan', async () => {
    const { gateway } = await openAgainst(json(201, answer('payment-created')));
    expect(await gateway.create(intent)).toEqual({ kind: 'ok', value: created });
  });

  it('a code from the provider is used as it is', async () => {
    const code = 'weixin://wxpay/bizpayurl?pr=mAdE0Up';
    const body = answerWith('payment-created', 'Payment', { ReferenceDetails: { QRCodeURL: code } });
    const { gateway } = await openAgainst(json(201, body));
    expect(await gateway.create(intent)).toEqual({ kind: 'ok', value: { ...created, qrCodeUrl: code } });
  });

  it('a paid charge has the wallet’s payment number', async () => {
    const { gateway } = await openAgainst(json(200, answer('payment-paid')));
    expect(await gateway.get('7300451')).toMatchObject({
      kind: 'ok',
      value: { statusId: 2, methodTransactionId: '2024032122001400001' },
    });
  });

  it('a cancelled charge says so', async () => {
    const { gateway } = await openAgainst(json(200, answer('payment-cancelled')));
    expect(await gateway.cancel('7300451')).toMatchObject({ kind: 'ok', value: { statusId: 3 } });
  });

  it('a page of charges comes with its position in the list', async () => {
    const { gateway } = await openAgainst(json(200, answer('payments-page')));
    expect(await gateway.list({ pageSize: 2 })).toEqual({
      kind: 'ok',
      value: {
        payments: [
          { ...created, redirectUrl: null },
          {
            ...created,
            id: '7300449',
            reference: 'ST01-20240321-000006',
            amount: 990,
            statusId: 2,
            redirectUrl: null,
          },
        ],
        unread: [],
        pageIndex: 1,
        totalPages: 3,
        totalCount: 5,
      },
    });
  });

  it('a list without a match is an empty page, not an error', async () => {
    const { gateway } = await openAgainst(json(200, answer('payments-none')));
    expect(await gateway.list({ merchantTransactionId: 'nobody' })).toEqual({
      kind: 'ok',
      value: { payments: [], unread: [], pageIndex: 1, totalPages: 0, totalCount: 0 },
    });
  });

  it('no content where a list was asked for is an empty list', async () => {
    const { gateway } = await openAgainst((response) => response.writeHead(204).end());
    expect(await gateway.list({})).toMatchObject({ kind: 'ok', value: { payments: [], totalCount: 0 } });
    expect(await gateway.listRefunds('7300451')).toEqual({ kind: 'ok', value: { refunds: [], unread: [] } });
    expect(await gateway.refundTypes('7300451')).toEqual({ kind: 'ok', value: [] });
    expect(await gateway.get('7300451')).toEqual({ kind: 'malformed', detail: 'empty' });
  });

  it('an empty body where a list was asked for names nothing, as null does', async () => {
    for (const body of ['', ' \r\n']) {
      const { gateway } = await openAgainst(json(200, body));
      expect(await gateway.list({})).toEqual({ kind: 'not-found' });
      expect(await gateway.listRefunds('7300451')).toEqual({ kind: 'not-found' });
      expect(await gateway.refundTypes('7300451')).toMatchObject({ kind: 'malformed' });
      expect(await gateway.get('7300451')).toEqual({ kind: 'malformed', detail: 'empty' });
      expect(await gateway.create(intent)).toEqual({ kind: 'malformed', detail: 'empty' });
    }
  });

  it.each([
    [404, ''],
    [404, '<html>Not Found</html>'],
    [404, { Message: 'No HTTP resource was found' }],
    [404, { Payment: null }],
    [404, [null]],
    [410, { Error: 'gone' }],
  ])('a list answered with %i and %j is not there', async (code, body) => {
    const { gateway } = await openAgainst(json(code, body));
    expect(await gateway.list({})).toEqual({ kind: 'not-found' });
    expect(await gateway.listRefunds('7300451')).toEqual({ kind: 'not-found' });
  });

  it('null instead of refunds means none', async () => {
    const { gateway } = await openAgainst(json(200, { Refunds: null, RefundTypes: null }));
    expect(await gateway.listRefunds('7300451')).toEqual({ kind: 'ok', value: { refunds: [], unread: [] } });
    expect(await gateway.refundTypes('7300451')).toEqual({ kind: 'ok', value: [] });
  });

  it('a refund made without a reference is listed, too', async () => {
    const { Refund } = answer('refunds/opened') as { Refund: object };
    const Refunds = [{ ...Refund, MerchantTransactionID: null }];
    const { gateway } = await openAgainst(json(200, { Refunds }));
    expect(await gateway.listRefunds('7300451')).toMatchObject({
      kind: 'ok',
      value: { refunds: [{ id: '36001', reference: '', amount: 250 }], unread: [] },
    });
  });

  it('a refund is accepted first and decided later', async () => {
    const { gateway } = await openAgainst(json(201, answer('refunds/opened')));
    const opened = {
      id: '36001',
      reference: 'ST01-20240321-000007-R1',
      paymentId: '7300451',
      amount: 250,
      currency: 'CNY',
      statusId: 1,
      reasons: [],
      createdAt: Date.UTC(2024, 2, 22, 9, 15),
    };
    expect(await gateway.createRefund(refundRequest)).toEqual({ kind: 'ok', value: opened });
    expect(await gateway.getRefund('7300451', '36001')).toEqual({ kind: 'ok', value: opened });
  });

  it('refunds belong to the charge they were listed for, whatever they say', async () => {
    const { gateway } = await openAgainst(json(200, answer('refunds/listed')));
    expect(await gateway.listRefunds('7300451')).toMatchObject({
      kind: 'ok',
      value: {
        refunds: [
          { id: '36001', paymentId: '7300451', amount: 250, statusId: 2, reasons: [] },
          {
            id: '36002',
            paymentId: '7300451',
            amount: 1000,
            statusId: 4,
            reasons: [{ code: 14, info: 'Generic error' }],
          },
        ],
        unread: [],
      },
    });
  });

  it('a refund type allows partial refunds only when it says so, in either spelling, and may need bank details', async () => {
    const { gateway } = await openAgainst(json(200, answer('refunds/types')));
    expect(await gateway.refundTypes('7300451')).toEqual({
      kind: 'ok',
      value: [
        { allowsPartial: true, needsDetails: false },
        { allowsPartial: true, needsDetails: true },
        { allowsPartial: false, needsDetails: false },
      ],
    });
  });

  it('the method names its currencies', async () => {
    const { gateway } = await openAgainst(json(200, answer('method')));
    expect(await gateway.method()).toEqual({
      kind: 'ok',
      value: {
        currencies: ['CNY', 'EUR', 'USD'],
      },
    });
  });
});
