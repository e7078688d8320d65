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

/** A gateway that says back what it should never have kept. */
const gossip = `key ${API_KEY}, header Basic ${TOKEN}`;
const scripts: readonly [string, Script][] = [
  ['a refusal', json(400, { Message: gossip })],
  ['a list of reasons', json(402, { Payment: { Status: status(null, [{ Code: 1, Info: gossip }]) } })],
  ['an acceptance', json(201, answerWith('payment-created', 'Payment', { MethodTransactionID: gossip }))],
  ['a page', json(200, `<html>${gossip}</html>`)],
  ['a wrong shape', json(200, { Payment: { ID: gossip } })],
  ['a fault', json(500, gossip, { 'Retry-After': gossip })],
  ['a redirect', json(302, gossip, { Location: `https://example.com/?${API_KEY}` })],
  ['a broken line', (response) => response.socket?.resetAndDestroy()],
];

describe('The key of the shop', () => {
  it.each(scripts)('does not come back out of %s', async (_case, script) => {
    const { gateway, talks, server } = await openAgainst(script);
    const answered = await gateway.create(intent);
    expect(server.received[0]?.header('Authorization')).toBe(`Basic ${TOKEN}`);
    expectNoSecretIn(answered);
    expectNoSecretIn(talks);
  });

  it('is not to be seen on the gateway itself', async () => {
    const { gateway } = await openAgainst(json(404, ''));
    await gateway.get('1');
    expectNoSecretIn(gateway);
    expectNoSecretIn(Object.values(gateway).map(String));
  });

  it('is in no error, not even when the gateway cannot be opened', () => {
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

  it('a short word that happens to be the key does not tear holes into answers', async () => {
    const { gateway } = await openAgainst(json(400, { Message: 'bad request' }), { apiKey: 'bad' });
    expect(await gateway.create(intent)).toMatchObject({ reasons: [{ info: 'bad request' }] });
  });
});
