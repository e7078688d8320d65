import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { API_KEY, openAgainst, openAt, SITE_ID } from './support/gateway.ts';
import { answerWith, intent, status } from './support/sales.ts';
import type { Script } from './support/scripted-server.ts';
import { json } from './support/scripted-server.ts';

const TOKEN = Buffer.from(`${SITE_ID}:${API_KEY}`).toString('base64');

const everythingOf = (value: unknown): string =>
  `${inspect(value, { depth: 12, showHidden: true })} ${JSON.stringify(value)} ${String(value)}`;

const expectNoSecretIn = (value: unknown) => {
  expect(everythingOf(value)).not.toContain(API_KEY);
  expect(everythingOf(value)).not.toContain(TOKEN);
};

/** What a gateway might echo although it should not. */
const echo = `key ${API_KEY}, header Basic ${TOKEN}`;
const scripts: readonly [string, Script][] = [
  ['a refusal', json(400, { Message: echo })],
  ['a list of reasons', json(402, { Payment: { Status: status(null, [{ Code: 1, Info: echo }]) } })],
  ['an acceptance', json(201, answerWith('payment-created', 'Payment', { MethodTransactionID: echo }))],
  ['a page', json(200, `<html>${echo}</html>`)],
  ['a wrong shape', json(200, { Payment: { ID: echo } })],
  ['a fault', json(500, echo, { 'Retry-After': echo })],
  ['a redirect', json(302, echo, { Location: `https://example.com/?${API_KEY}` })],
  ['a broken connection', (response) => response.socket?.resetAndDestroy()],
];

describe('The key of the shop', () => {
  it.each(scripts)('does not appear in %s', async (_case, script) => {
    const { gateway, reports, server } = await openAgainst(script);
    const answered = await gateway.create(intent);
    expect(server.received[0]?.header('Authorization')).toBe(`Basic ${TOKEN}`);
    expectNoSecretIn(answered);
    expectNoSecretIn(reports);
  });

  it.each([
    ['base64 of the key', Buffer.from(API_KEY).toString('base64')],
    ['base64 of the key within a text', Buffer.from(`1${API_KEY}1`).toString('base64')],
    ['base64 for addresses', Buffer.from(API_KEY).toString('base64url')],
    ['percent', [...Buffer.from(API_KEY)].map((byte) => `%${byte.toString(16)}`).join('')],
    ['hex', Buffer.from(API_KEY).toString('hex').toUpperCase()],
    ['lower case', API_KEY.toLowerCase()],
    ['capitals', API_KEY.toUpperCase()],
    ['the credential in lower case', TOKEN.toLowerCase()],
  ])('is in no answer in another form either: %s', async (_form, form) => {
    const { gateway } = await openAgainst(json(400, { Message: `refused: ${form}` }));
    const answered = everythingOf(await gateway.create(intent));
    expect(answered).toMatch(/refused: \w{0,2}…/);
    expect(answered).not.toContain(form.replaceAll('=', '').slice(4, -4));
  });

  it('is not visible on the gateway object', async () => {
    const { gateway } = await openAgainst(json(404, ''));
    await gateway.get('1');
    expectNoSecretIn(gateway);
    expectNoSecretIn(Object.values(gateway).map(String));
  });

  it('is in no error message, not even when the gateway cannot be opened', () => {
    for (const origin of ['http://gateway.example', 'nonsense', `nonsense ${SITE_ID}`]) {
      let caught: unknown;
      try {
        openAt(origin);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(Error);
      expectNoSecretIn(caught);
    }
  });

  it('is not redacted in answers where it is as short as ordinary words', async () => {
    const { gateway } = await openAgainst(json(400, { Message: 'bad request' }), { apiKey: 'bad' });
    expect(await gateway.create(intent)).toMatchObject({ reasons: [{ info: 'bad request' }] });
    const bare = await openAgainst(json(400, { Message: 'bad request' }), { siteId: '1', apiKey: 'a' });
    expect(await bare.gateway.create(intent)).toMatchObject({ reasons: [{ info: 'bad request' }] });
  });
});
