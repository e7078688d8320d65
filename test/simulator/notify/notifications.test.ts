/** The simulated site notifies its merchant, as the documents have it. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openShop, SITE } from '../kit/shop.ts';

interface Received {
  readonly authorization: string | undefined;
  readonly body: Record<string, Record<string, unknown>>;
}

/** A merchant's server, which answers with `statuses` in turn and then with 204. */
const merchant = async (statuses: readonly number[] = []) => {
  const received: Received[] = [];
  const answers = [...statuses];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Received['body'];
      received.push({ authorization: request.headers.authorization, body });
      response.writeHead(answers.shift() ?? 204).end();
      for (const wake of waiting.splice(0)) wake();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const until = async (count: number): Promise<readonly Received[]> => {
    while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    return received;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`, until, received };
};

it('tells of each change of a status, by the credentials of the site, with the body of an answer', async () => {
  const { url, until } = await merchant();
  const shop = await openShop({ notificationUrl: url });
  const { ID, MerchantTransactionID } = await shop.sell();
  shop.sim.act('latest', 'scan');
  const [scanned] = await until(1);
  expect(scanned!.authorization).toBe(`Basic ${btoa(`${SITE.siteId}:${SITE.apiKey}`)}`);
  expect(scanned!.body).toMatchObject({
    Payment: { ID, MerchantTransactionID, Amount: '1250', Status: { ID: 6, Info: 'PendingOnCustomer' } },
  });
  shop.sim.act('latest', 'pay');
  const told = await until(2);
  expect(told[1]!.body).toMatchObject({
    Payment: { Status: { ID: 2 }, NotificationDateTime: '20260301102030' },
  });
});

it('tells of what time alone changes: an expiry, a refund that succeeds, a late success', async () => {
  const { url, until } = await merchant();
  const shop = await openShop({ notificationUrl: url });
  const late = await shop.sell({ TokenLifetime: 600 });
  shop.advance(601 * 60_000);
  expect((await until(1))[0]!.body).toMatchObject({ Payment: { ID: late.ID, Status: { ID: 5 } } });
  await shop.control('set-status', { reference: late.MerchantTransactionID, statusId: 2 });
  expect((await until(2))[1]!.body).toMatchObject({ Payment: { ID: late.ID, Status: { ID: 2 } } });
  const Refund = { MerchantTransactionID: 'back-1', Amount: 1250, Description: 'Cold' };
  await shop.send('POST', `/v1/payments/${late.ID}/refunds`, { Refund });
  shop.advance(3_000);
  expect((await until(3))[2]!.body).toMatchObject({
    Refund: { MerchantTransactionID: 'back-1', Status: { ID: 2 } },
  });
});

it('sends it again until it is answered with 204, and with no other success', async () => {
  const { url, until } = await merchant([200]);
  const shop = await openShop({ notificationUrl: url });
  await shop.sell();
  shop.sim.act('latest', 'pay');
  const [first, second] = await until(2);
  expect(second!.body).toEqual(first!.body);
});

it('tells nobody of a payment that it refuses, nor of one that nothing has happened to', async () => {
  const { url, until, received } = await merchant();
  const shop = await openShop({ notificationUrl: url });
  await shop.create({ Currency: 'E' });
  await shop.sell();
  const { ID } = await shop.sell();
  shop.sim.act('latest', 'decline');
  await until(1);
  expect(received.map(({ body }) => body.Payment?.ID)).toEqual([ID]);
});
