import { describe, expect, it } from 'vitest';
import { openAgainst, openAt } from './support/gateway.ts';
import { answer, intent, refundRequest } from './support/sales.ts';
import { json, openScriptedServer } from './support/scripted-server.ts';

const headerNames = (rawHeaders: readonly string[]) => rawHeaders.filter((_name, index) => index % 2 === 0);

describe('What goes over the wire', () => {
  it('creates a payment with exactly the documented keys, in their order', async () => {
    const { gateway, server } = await openAgainst(json(201, answer('payment-created')));
    await gateway.create(intent);
    const [request] = server.received;
    expect(request?.method).toBe('POST');
    expect(request?.path).toBe('/v1/payments');
    expect(request?.body).toBe(
      '{"Payment":{"MerchantTransactionID":"ST01-20240321-000007","Amount":1250,"Currency":"CNY","MethodID":24,' +
        '"ReturnURL":"https://shop.example/return","TokenLifetime":10,"Customer":{"Email":"till@shop.example"},' +
        '"BillingAddress":{"Country":"CN"},"Details":{"IsOffline":true,"StoreName":"茶 House","StoreId":"ST01",' +
        '"TerminalID":"T1"}}}',
    );
  });

  it('signs every call with the site number and the key, and asks for plain bytes', async () => {
    const { gateway, server } = await openAgainst(json(200, answer('payment-created')));
    await gateway.get('7300451');
    const [request] = server.received;
    const expected = Buffer.from('12345:canary/Kx93+not-a-real-key==').toString('base64');
    expect(request?.header('Authorization')).toBe(`Basic ${expected}`);
    expect(request?.header('Accept-Encoding')).toBe('identity');
    expect(headerNames(request?.rawHeaders ?? [])).toEqual([
      'host',
      'connection',
      'Authorization',
      'Accept-Encoding',
    ]);
  });

  it('sends charges and refunds with an idempotency key', async () => {
    const { gateway, server } = await openAgainst(json(201, answer('payment-created')));
    await gateway.create(intent);
    await gateway.createRefund(refundRequest);
    expect(server.received.map((request) => request.header('RequestId'))).toEqual([
      intent.requestId,
      refundRequest.requestId,
    ]);
    expect(server.received.map((request) => request.header('Content-Type'))).toEqual([
      'application/json; charset=utf-8',
      'application/json; charset=utf-8',
    ]);
  });

  it('cancels without a body', async () => {
    const { gateway, server } = await openAgainst(json(200, answer('payment-cancelled')));
    await gateway.cancel('7300451');
    const [request] = server.received;
    expect([request?.method, request?.path, request?.body]).toEqual([
      'POST',
      '/v1/payments/7300451/cancel',
      '',
    ]);
    expect(request?.header('Content-Type')).toBeUndefined();
    expect(request?.header('RequestId')).toBeUndefined();
    expect(request?.header('Content-Length')).toBe('0');
  });

  it('refunds a part with the amount and the reason given', async () => {
    const { gateway, server } = await openAgainst(json(201, answer('refunds/opened')));
    await gateway.createRefund(refundRequest);
    await gateway.createRefund({ ...refundRequest, description: '' });
    expect(server.received.map(({ path, body }) => `${path} ${body}`)).toEqual([
      '/v1/payments/7300451/refunds {"Refund":{"MerchantTransactionID":"ST01-20240321-000007-R1","Amount":250,"Description":"Wrong size"}}',
      '/v1/payments/7300451/refunds {"Refund":{"MerchantTransactionID":"ST01-20240321-000007-R1","Amount":250}}',
    ]);
  });

  it('asks for payments, refunds, refund types and the method at the vendor’s addresses', async () => {
    const { gateway, server } = await openAgainst(json(200, {}));
    await gateway.get('7300451');
    await gateway.list({});
    await gateway.listRefunds('7300451');
    await gateway.getRefund('7300451', '36001');
    await gateway.refundTypes('7300451');
    await gateway.method();
    expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/payments/7300451',
      'GET /v1/payments',
      'GET /v1/payments/7300451/refunds',
      'GET /v1/payments/7300451/refunds/36001',
      'GET /v1/payments/7300451/refunds/types',
      'GET /v1/methods/24',
    ]);
  });

  it('lists by every filter, in UTC, and widens times to whole seconds', async () => {
    const { gateway, server } = await openAgainst(json(200, answer('payments-none')));
    await gateway.list({
      startAt: Date.UTC(2024, 2, 21, 8, 51, 16, 700),
      endAt: Date.UTC(2024, 11, 31, 23, 59, 59, 1),
      pageSize: 100,
      pageIndex: 2,
      sortDirection: 'asc',
      merchantTransactionId: 'ST01-2024 0321/7&x=1',
    });
    expect(server.received[0]?.path).toBe(
      '/v1/payments?startDate=20240321085116&endDate=20250101000000&pageSize=100&pageIndex=2&sortDirection=asc' +
        '&merchantTransactionID=ST01-2024+0321%2F7%26x%3D1',
    );
  });

  it('escapes an ID in the address, whatever is in it', async () => {
    const { gateway, server } = await openAgainst(json(404, ''));
    await gateway.get('../methods?x=1');
    expect(server.received[0]?.path).toBe('/v1/payments/..%2Fmethods%3Fx%3D1');
  });

  it('reuses its connections', async () => {
    const { gateway, server } = await openAgainst(json(200, answer('payment-created')));
    for (let call = 0; call < 8; call += 1) await gateway.get('7300451');
    expect(server.received).toHaveLength(8);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('refuses to send the key in clear text to another computer', () => {
    expect(() => openAt('http://gateway.example')).toThrow('https only');
  });

  it('reports how each call ended and how far the gateway’s clock is ahead', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const server = await openScriptedServer(json(200, answer('payments-none'), { Date: date }));
    const { gateway, reports } = openAt(server.origin);
    await gateway.list({});
    expect(reports).toEqual([{ kind: 'ok', clockSkewMs: expect.closeTo(3_600_000, -4) as number }]);
  });
});
