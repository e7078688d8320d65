import { describe, expect, it } from 'vitest';
import { openAgainst } from '../support/gateway.ts';
import { answer, answerWith, intent, refundRequest, status } from '../support/sales.ts';
import type { Script } from '../support/scripted-server.ts';
import { json } from '../support/scripted-server.ts';

const create = async (script: Script) => (await openAgainst(script)).gateway.create(intent);
const htmlWith =
  (code: number): Script =>
  (response) => {
    response.writeHead(code, { 'Content-Type': 'text/html' }).end('<html><h1>Oops</h1></html>');
  };

const twoAmounts = JSON.stringify(answer('payment-created')).replace(
  '"Amount":"1250"',
  '"Amount":"1250","Amount":"1"',
);

describe('A definite refusal', () => {
  it('a refused charge names the field at fault and the number the gateway gave it', async () => {
    expect(await create(json(400, answer('payment-refused')))).toMatchObject({
      kind: 'rejected',
      reasons: [
        {
          code: 147,
          info: 'Address details are invalid (BillingAddress)Country - RegEx: ^[a-zA-Z]{2}$;',
        },
      ],
      payment: { id: '7300460', reference: intent.reference, statusId: 4 },
    });
  });

  it('a charge refused before it got a number has reasons, too', async () => {
    expect(await create(json(400, answer('payment-refused-without-id')))).toEqual({
      kind: 'rejected',
      reasons: [{ code: 20, info: 'Key is duplicated' }],
      payment: null,
    });
  });

  it('a duplicate is one with status 404 as well', async () => {
    expect(await create(json(404, answer('payment-refused-without-id')))).toMatchObject({
      kind: 'rejected',
      reasons: [{ code: 20 }],
    });
  });

  it('a duplicate is one without a list around its reason as well', async () => {
    const body = answerWith('payment-refused', 'Payment', { Status: status(4, { Code: 20, Info: 'twice' }) });
    expect(await create(json(400, body))).toMatchObject({ kind: 'rejected', reasons: [{ code: 20 }] });
  });

  it('402 is a refusal like 400', async () => {
    expect(await create(json(402, answer('payment-refused')))).toMatchObject({
      kind: 'rejected',
      reasons: [{ code: 147 }],
    });
  });

  it('a refused refund has reasons', async () => {
    const { gateway } = await openAgainst(json(400, answer('refunds/refused')));
    expect(await gateway.createRefund(refundRequest)).toEqual({
      kind: 'rejected',
      reasons: [{ code: 18, info: 'Refund is not possible' }],
      payment: null,
    });
  });

  it('a refused cancellation leaves the charge as it is', async () => {
    const body = answerWith('payment-created', 'Payment', {
      Status: status(7, [{ Code: 122, Info: 'Cannot cancel' }]),
    });
    const { gateway } = await openAgainst(json(400, body));
    expect(await gateway.cancel('7300451')).toMatchObject({
      kind: 'rejected',
      reasons: [{ code: 122, info: 'Cannot cancel' }],
      payment: { id: '7300451', statusId: 7 },
    });
  });

  it.each([
    ['an envelope', answer('payments-refused'), [{ code: null, info: 'startDate is not a date' }]],
    [
      'a payment',
      { Payment: { Status: status(null, [{ Code: 2, Info: 'no' }]) } },
      [{ code: 2, info: 'no' }],
    ],
    ['a sentence', { Message: 'No route' }, [{ code: null, info: 'No route' }]],
    ['bare reasons', { Reasons: [{ Code: 3, Info: 'who?' }] }, [{ code: 3, info: 'who?' }]],
  ])('a refused list may come as %s', async (_shape, body, reasons) => {
    const { gateway } = await openAgainst(json(400, body));
    expect(await gateway.list({})).toEqual({ kind: 'rejected', reasons, payment: null });
  });

  it('an IP address that is not on the shop’s list is not reported as a wrong key', async () => {
    const blocked = { Payment: { ID: null, Status: status(null, [{ Code: 7, Info: 'IP check failed' }]) } };
    for (const code of [400, 403]) {
      expect(await create(json(code, blocked))).toEqual({
        kind: 'rejected',
        reasons: [{ code: 7, info: 'IP check failed' }],
        payment: null,
      });
    }
  });

  it.each([
    ['another charge', { MerchantTransactionID: 'ST01-20240321-000099' }],
    ['a charge the customer can still pay', { Status: status(1, [{ Code: 20, Info: 'twice' }]) }],
    ['a charge that is paid', { Status: status(2, [{ Code: 20, Info: 'twice' }]) }],
    ['a charge in an unclear state', { Status: status(14, [{ Code: 14, Info: '?' }]) }],
  ])('a refusal about %s is not definite', async (_case, changes) => {
    const answered = await create(json(400, answerWith('payment-refused', 'Payment', changes)));
    expect(answered).toEqual({ kind: 'malformed', detail: 'refusal of what goes on' });
  });

  it.each([
    ['another charge', { MerchantTransactionID: 'ST01-20240321-000099' }],
    ['a charge the customer can still pay', { Status: status(1, [{ Code: 14, Info: '?' }]) }],
    ['a charge that is paid', { Status: status(2, []) }],
  ])('nor is one about %s that got no number, or cannot be read otherwise', async (_case, changes) => {
    for (const odd of [{ ID: null }, { Amount: null }]) {
      const body = answerWith('payment-refused', 'Payment', { ...changes, ...odd });
      expect(await create(json(400, body))).toEqual({ kind: 'malformed', detail: 'refusal of what goes on' });
    }
  });

  it.each([
    ['another refund', { MerchantTransactionID: 'ST01-20240321-000099-R1' }],
    ['a refund that goes on', { Status: status(1, [{ Code: 14, Info: '?' }]) }],
  ])('a refusal about %s is not definite', async (_case, changes) => {
    const { gateway } = await openAgainst(json(400, answerWith('refunds/refused', 'Refund', changes)));
    expect(await gateway.createRefund(refundRequest)).toEqual({
      kind: 'malformed',
      detail: 'refusal of what goes on',
    });
  });
});

describe('Wrong credentials', () => {
  it.each([
    ['a sentence', json(401, { Message: 'Authorization has been denied for this request.' })],
    ['nothing', json(401, '')],
    ['a page', htmlWith(401)],
  ])('401 with %s', async (_body, script) => {
    expect(await create(script)).toEqual({ kind: 'credentials-refused' });
  });

  it('403 without a reason', async () => {
    expect(await create(json(403, { Message: 'Forbidden' }))).toEqual({ kind: 'credentials-refused' });
    expect(await create(htmlWith(403))).toEqual({ kind: 'credentials-refused' });
  });
});

describe('Outcome unknown', () => {
  it('404 means "not found", whatever its body', async () => {
    for (const script of [json(404, { Message: 'Not found' }), json(404, ''), htmlWith(404)]) {
      const { gateway } = await openAgainst(script);
      expect(await gateway.get('1')).toEqual({ kind: 'not-found' });
    }
  });

  it.each([408, 409, 429, 500, 502, 503, 504, 599])('%i means that the outcome is unknown', async (code) => {
    const fault = { kind: 'server-fault', status: code, retryAfterMs: null };
    expect(await create(json(code, { Message: 'Sorry' }))).toEqual(fault);
    expect(await create(json(code, answer('payment-refused')))).toEqual(fault);
    expect(await create(htmlWith(code))).toEqual(fault);
  });

  it('a busy gateway may state the wait in seconds', async () => {
    expect(await create(json(429, '', { 'Retry-After': '7' }))).toMatchObject({ retryAfterMs: 7_000 });
  });

  it('a busy gateway may state a time by its own clock', async () => {
    const headers = { Date: 'Thu, 21 Mar 2024 08:00:00 GMT', 'Retry-After': 'Thu, 21 Mar 2024 08:00:30 GMT' };
    expect(await create(json(503, '', headers))).toMatchObject({ retryAfterMs: 30_000 });
  });

  it.each([301, 302, 307, 308])('a redirect (%i) is not followed', async (code) => {
    const { gateway, server } = await openAgainst((response) => {
      response.writeHead(code, { Location: '/v1/elsewhere' }).end();
    });
    expect(await gateway.create(intent)).toEqual({ kind: 'malformed', detail: `redirect ${code}` });
    expect(server.received).toHaveLength(1);
  });

  it.each([
    ['a web page instead of an answer', htmlWith(200), 'not-json'],
    ['half an answer', json(201, JSON.stringify(answer('payment-created')).slice(0, -9)), 'not-json'],
    ['an empty answer', json(201, ''), 'empty'],
    ['no content', ((response) => response.writeHead(204).end()) satisfies Script, 'empty'],
    ['an answer to something else', json(200, { Method: {} }), 'shape Payment'],
    ['a number', json(200, '7'), 'shape'],
    ['a page with a 400', htmlWith(400), 'http 400'],
    ['an empty 400', json(400, ''), 'http 400'],
    ['a 400 that says nothing', json(400, {}), 'http 400'],
    ['a 405', json(405, ''), 'http 405'],
    ['an answer with two amounts', json(201, twoAmounts), 'said-twice'],
  ])('%s', async (_case, script, detail) => {
    expect(await create(script)).toEqual({ kind: 'malformed', detail });
  });

  it('the content type does not matter, the content does', async () => {
    const labelled: Script = (response) => {
      response.writeHead(201, { 'Content-Type': 'text/plain' });
      response.end(`\uFEFF${JSON.stringify(answer('payment-created'))}`);
    };
    expect(await create(labelled)).toMatchObject({ kind: 'ok' });
  });
});
