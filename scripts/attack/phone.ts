/** The door for phones that play the customer in training, from the shop’s network. */
import { once } from 'node:events';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { PHONE_LIMITS } from '#simulator/phone/phone-limits.ts';
import { startSimulator } from '#simulator/simulator.ts';
import type { Attack, Attacked } from './attacked.ts';
import { tally } from './attacked.ts';

const SITE = { siteId: '30201', apiKey: 'key-of-the-training-shop' };
/** Stands for the till's address in the shop's network. */
const LAN = '127.0.0.2';
const PAID = 2;
const authorization = `Basic ${Buffer.from(`${SITE.siteId}:${SITE.apiKey}`).toString('base64')}`;

const ORDER = {
  Payment: {
    ...{ MerchantTransactionID: 'till-1-0001', Amount: 1250, Currency: 'EUR', MethodID: 24 },
    ...{ ReturnURL: 'https://shop.example/back', TokenLifetime: 5, Customer: { Email: 'till@shop.example' } },
    BillingAddress: { Country: 'DE' },
    Details: { IsOffline: true, StoreName: 'Tea House', StoreId: 'TH-01', TerminalID: 'TILL-1' },
  },
};

/** A practice gateway with one open payment, and the door to it. */
const openShop = async () => {
  const simulator = await startSimulator({ ...SITE, amountEndings: false });
  const origin = await simulator.phones.open(LAN);
  const created = await fetch(`${simulator.url}/v1/payments`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(ORDER),
  });
  const page = simulator.phones.linkTo({ merchantTransactionId: ORDER.Payment.MerchantTransactionID });
  if (created.status !== 201 || page === undefined) throw new Error(`no payment: ${created.status}`);
  return { simulator, origin, page };
};
type Shop = Awaited<ReturnType<typeof openShop>>;

/** The status; 0 where the door closes the connection. */
const statusOf = async (url: string, options: RequestOptions = {}, body = ''): Promise<number> => {
  const asked = request(url, { agent: false, ...options });
  asked.on('error', () => undefined);
  asked.end(body);
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
  const [answer] = await answered.catch(() => [undefined] as const);
  answer?.resume();
  return answer?.statusCode ?? 0;
};

/** By another phone each, so that not only the limit of one is tried. */
const from = (n: number): string => `127.0.5.${1 + (n % 50)}`;

const reached = async ({ origin, simulator }: Shop): Promise<Omit<Attacked, 'name'>> => {
  const paths = [
    '/v1/payments',
    '/v1/methods',
    '/__control/reset',
    '/__control/books',
    '/Home',
    '/',
    '/pay/%2e%2e/v1/payments',
  ];
  const statuses = [];
  for (const path of paths) statuses.push(await statusOf(`${origin}${path}`, { headers: { authorization } }));
  const [error] = (await once(connect(simulator.port, LAN), 'error')) as [NodeJS.ErrnoException];
  return {
    outcome: `${tally(statuses)}; its own port: ${error.code}`,
    held: statuses.every((one) => one === 404) && error.code === 'ECONNREFUSED',
  };
};

/** Guesses payments, and says how many were looked up in the windows that it took, and how many may be. */
const guesses = async (origin: string, most: number, localAddress: (n: number) => string) => {
  const since = performance.now();
  const statuses = [];
  for (let n = 0; n < 2 * most; n += 1) {
    const path = `/pay/${String(n).padStart(32, '0')}/pay`;
    statuses.push(await statusOf(`${origin}${path}`, { method: 'POST', localAddress: localAddress(n) }));
  }
  const windows = 1 + Math.ceil((performance.now() - since) / PHONE_LIMITS.window);
  const lookedUp = statuses.filter((one) => one === 404).length;
  const isHeld = statuses.every((one) => one === 404 || one === 429) && lookedUp <= windows * most;
  return { outcome: tally(statuses), isHeld: isHeld && statuses.includes(429) };
};

const guessed = async ({ origin }: Shop): Promise<Omit<Attacked, 'name'>> => {
  const byOne = await guesses(origin, PHONE_LIMITS.requestsOfOne, () => '127.0.6.2');
  const byMany = await guesses(origin, PHONE_LIMITS.requests, from);
  return {
    outcome: `by one phone: ${byOne.outcome}; by 50: ${byMany.outcome}`,
    held: byOne.isHeld && byMany.isHeld,
  };
};

const pressed = async ({ page }: Shop): Promise<Omit<Attacked, 'name'>> => {
  const statuses = [
    ...(await Promise.all(
      ['evil.example', '127.0.0.1', 'localhost'].map((host) => statusOf(page, { headers: { host } })),
    )),
    await statusOf(`${page}/pay`, { method: 'POST', headers: { origin: 'http://evil.example' } }),
    await statusOf(`${page}/pay`, { method: 'POST' }, 'x'.repeat(1_000_000)),
    await statusOf(`${page}/pay`, { headers: { 'x-long': 'x'.repeat(100_000) } }),
    await statusOf(`${page}/pay`),
  ];
  const after = await statusOf(page);
  return {
    outcome: `${tally(statuses)}; the page itself ${after}`,
    held: statuses.every((one) => one === 0 || one >= 400) && after === 200,
  };
};

const closed = async (socket: Socket): Promise<void> => {
  if (!socket.destroyed) await once(socket, 'close').catch(() => undefined);
};

const flooded = async ({ page }: Shop): Promise<Omit<Attacked, 'name'>> => {
  const held = Array.from({ length: 500 }, (_, n) => {
    const socket = connect({ host: LAN, port: Number(new URL(page).port), localAddress: from(n) });
    socket.on('error', () => undefined).resume();
    socket.write('GET / HTTP/1.1\r\nHost: ');
    return socket;
  });
  const before = performance.now();
  await Promise.all(held.map(closed));
  const seconds = Math.round((performance.now() - before) / 1_000);
  const after = await statusOf(page, { localAddress: '127.0.6.1' });
  return {
    outcome: `all 500 connections that never end a request are ended after ${seconds} s; then a phone is answered ${after}`,
    held: after === 200,
  };
};

const ATTACKS = {
  'the gateway’s own calls, with the right key': reached,
  'a payment’s page is guessed': guessed,
  'Pay is pressed by a foreign page, with a body, or without a press': pressed,
  '500 connections that never end their request': flooded,
} as const;

export const attack: Attack = async () => {
  const rows: Attacked[] = [];
  for (const [name, play] of Object.entries(ATTACKS)) {
    const shop = await openShop();
    try {
      const played = await play(shop);
      const isPaid = shop.simulator.store().payments.some(({ statusId }) => statusId === PAID);
      rows.push({
        name: `phone: ${name}`,
        outcome: `${played.outcome}; the payment is ${isPaid ? 'PAID' : 'not paid'}`,
        held: played.held && !isPaid,
      });
    } finally {
      await shop.simulator.close();
    }
  }
  return rows;
};
