import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#simulator/control/limits.ts';
import { recordTraffic } from '#simulator/control/traffic.ts';
import { openShop, order, SITE } from '../kit/shop.ts';

/** The status of the answer to a request, of which no more need be sent than its beginning. */
const statusFor = async (
  url: string,
  headers: Record<string, string>,
  send: (outgoing: ClientRequest) => void,
): Promise<number | undefined> => {
  const outgoing = request(`${url}/v1/payments`, { method: 'POST', headers });
  outgoing.on('error', () => undefined);
  send(outgoing);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  outgoing.destroy();
  return answer.statusCode;
};

const begin =
  (text: string) =>
  (outgoing: ClientRequest): void =>
    void outgoing.write(text);

const ENDLESS = String(60 * 1024 * 1024);

describe('What is sent to the simulator', () => {
  it('by a foreign page is refused before it has arrived', async () => {
    const { sim } = await openShop();
    const foreign = { 'content-length': ENDLESS, origin: 'https://evil.example' };
    expect(await statusFor(sim.url, foreign, begin('x'))).toBe(403);
  });

  it('is refused by its length where it is too large', async () => {
    const { sim } = await openShop();
    expect(await statusFor(sim.url, { 'content-length': ENDLESS }, begin('x'))).toBe(413);
  });

  it('is refused where it names no length, once too much of it has arrived', async () => {
    const { sim } = await openShop();
    const tooMuch = 'x'.repeat(LIMITS.body + 1);
    expect(await statusFor(sim.url, { 'transfer-encoding': 'chunked' }, begin(tooMuch))).toBe(413);
  });

  it('is taken up to the limit, with or without a length', async () => {
    const shop = await openShop();
    const stuffed = JSON.stringify(order({ Details: { StoreId: 'x'.repeat(LIMITS.body - 1_000) } }));
    expect((await shop.send('POST', '/v1/payments', stuffed)).status).toBe(400);
    const small = JSON.stringify(order({ MerchantTransactionID: 'till-1-0002' }));
    const authorization = `Basic ${btoa(`${SITE.siteId}:${SITE.apiKey}`)}`;
    const type = { 'content-type': 'application/json' };
    const chunked = { 'transfer-encoding': 'chunked', authorization, ...type };
    expect(await statusFor(shop.sim.url, chunked, (outgoing) => outgoing.end(small))).toBe(201);
  });

  it('is kept as far as it is not too much, newest last', () => {
    const traffic = recordTraffic();
    const half = LIMITS.kept / 2;
    for (const path of ['/1', '/2', '/3', '/4'])
      traffic.add({ at: 0, method: 'POST', path, headers: {} }, 'x'.repeat(half - path.length));
    expect(traffic.requests().map(({ path }) => path)).toEqual(['/3', '/4']);
    traffic.add({ at: 0, method: 'POST', path: '/5', headers: {} }, 'x'.repeat(LIMITS.kept));
    expect(traffic.requests()).toEqual([]);
  });

  it('comes over a bounded number of connections', async () => {
    const { sim } = await openShop();
    const open = Array.from({ length: LIMITS.connections + 1 }, () => {
      const outgoing = request(`${sim.url}/v1/payments`, { method: 'POST', agent: false });
      const ended = Promise.race([
        once(outgoing, 'error').then(() => 'refused'),
        once(outgoing, 'response').then(() => 'answered'),
      ]);
      outgoing.flushHeaders();
      return { outgoing, ended };
    });
    // One that waits for its end of the request stays open until it is ended here.
    expect(await Promise.race(open.map(({ ended }) => ended))).toBe('refused');
    for (const { outgoing, ended } of open) {
      outgoing.destroy();
      await ended.catch(() => undefined);
    }
  });
});
