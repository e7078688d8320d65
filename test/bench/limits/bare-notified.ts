/** A merchant who only receives the gateway's notification, by HTTP on loopback, and stores nothing. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator } from '#simulator/simulator.ts';

const SITE = { siteId: '30201', apiKey: 'key-of-the-test-shop' };

export interface BareNotified {
  /** Ms from the customer's payment until the whole notification has arrived. */
  pay(): Promise<number>;
  close(): Promise<void>;
}

export const openBareNotified = async (): Promise<BareNotified> => {
  let heard = (): void => undefined;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      heard();
      response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const notificationUrl = `http://127.0.0.1:${port}/`;
  const simulator = await startSimulator({ ...SITE, amountEndings: false, notificationUrl });
  let payments = 0;
  const charge = async (): Promise<void> => {
    const Payment = {
      MerchantTransactionID: `B1-${String((payments += 1))}`,
      Amount: 1_250,
      Currency: 'CNY',
      MethodID: 24,
      ReturnURL: 'https://shop.example/back',
      Customer: { Email: 'till@shop.example' },
      BillingAddress: { Country: 'CN' },
      Details: { IsOffline: true, StoreName: 'Tea House', StoreId: 'TH-01', TerminalID: 'B1' },
    };
    const authorization = `Basic ${btoa(`${SITE.siteId}:${SITE.apiKey}`)}`;
    const answer = await fetch(`${simulator.url}/v1/payments`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ Payment }),
    });
    if (answer.status !== 201) throw new Error(`not accepted: ${await answer.text()}`);
  };
  return {
    pay: async () => {
      await charge();
      const notified = new Promise<void>((resolve) => (heard = resolve));
      const began = performance.now();
      simulator.act('latest', 'pay');
      await notified;
      return performance.now() - began;
    },
    close: async () => {
      await simulator.close();
      server.close();
      server.closeAllConnections();
    },
  };
};
