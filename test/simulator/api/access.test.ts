import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openShop, SITE } from '../kit/shop.ts';

const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` });

describe('Only the site’s own credentials may call', () => {
  it.each([
    ['no credentials', { authorization: '' }],
    ['another key', basic(`${SITE.siteId}:guessed`)],
    ['another site', basic(`1:${SITE.apiKey}`)],
    ['a shortened key', basic(`${SITE.siteId}:${SITE.apiKey.slice(0, -1)}`)],
    ['the key alone', basic(SITE.apiKey)],
    ['another scheme', { authorization: `Bearer ${SITE.apiKey}` }],
    ['no base64', { authorization: 'Basic ***' }],
  ])('%s is refused', async (_title, headers) => {
    const shop = await openShop();
    const answer = await shop.create({}, headers);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ Message: expect.any(String) as string });
    expect(shop.sim.store().payments).toEqual([]);
  });

  it('the scheme may be in lower case', async () => {
    const shop = await openShop();
    const { authorization } = basic(`${SITE.siteId}:${SITE.apiKey}`);
    expect((await shop.create({}, { authorization: authorization.replace('Basic', 'basic') })).status).toBe(
      201,
    );
  });
});

describe('Addresses', () => {
  it.each([
    '/v1/payments/6000001',
    '/v1/payments/till-1-0001',
    '/v1/payments/1e3',
    '/v1/payments/6000001/refunds',
    '/v1/payments/6000001/refunds/1',
    '/v1/payments/6000001/refunds/types',
    '/v1/payments/6000001/status',
    '/v1/nothing',
    '/nothing',
  ])('nothing is found at %s when nothing was sold', async (path) => {
    const shop = await openShop();
    const answer = await shop.send('GET', path);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ Message: expect.any(String) as string });
  });

  it.each([
    ['DELETE', '/v1/payments', 'POST, GET'],
    ['PUT', '/v1/payments/6000001', 'GET'],
    ['GET', '/v1/payments/6000001/cancel', 'POST'],
    ['PATCH', '/v1/payments/6000001/refunds', 'POST, GET'],
    ['POST', '/v1/payments/6000001/refunds/types', 'GET'],
  ])('%s is the wrong method for %s', async (verb, path, allowed) => {
    const shop = await openShop();
    await shop.create();
    const answer = await shop.send(verb, path);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
  });

  it('a trailing slash changes nothing', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    for (const path of [
      '/v1/payments/',
      `/v1/payments/${ID}/`,
      `/v1/payments/${ID}/refunds/`,
      '/v1/methods/24/',
    ]) {
      expect((await shop.send('GET', path)).status).toBe(200);
    }
    expect((await shop.send('POST', `/v1/payments/${ID}/cancel/`)).status).toBe(200);
  });
});

describe('Only this computer may call the simulator', () => {
  /** fetch sets Host by itself, so this goes one level lower. */
  const statusFor = (url: string, path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(`${url}${path}`, { headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      outgoing.on('error', reject).end();
    });

  it.each(['/__control/books', '/Home', '/v1/payments'])(
    'a foreign host name is refused at %s',
    async (path) => {
      const { sim } = await openShop();
      expect(await statusFor(sim.url, path, { host: 'evil.example' })).toBe(403);
      expect(await statusFor(sim.url, path, { host: `127.0.0.1.evil.example:${sim.port}` })).toBe(403);
    },
  );

  it.each(['https://evil.example', 'null', 'http://localhost:3000', 'http://127.0.0.1:1', ''])(
    'a page of “%s” reaches nothing',
    async (origin) => {
      const { sim } = await openShop();
      for (const path of ['/__control/books', '/Home', '/v1/payments'])
        expect(await statusFor(sim.url, path, { origin })).toBe(403);
    },
  );

  it('its own pages may call it', async () => {
    const { sim } = await openShop();
    expect(await statusFor(sim.url, '/__control/books', { origin: sim.url })).toBe(200);
    expect(await statusFor(sim.url, '/__control/books', { host: `localhost:${sim.port}` })).toBe(200);
    const byName = `localhost:${sim.port}`;
    expect(await statusFor(sim.url, '/__control/books', { host: byName, origin: `http://${byName}` })).toBe(
      200,
    );
  });
});
