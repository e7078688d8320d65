/** What an attacker in the shop's network may try at the door for phones. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { makePhoneDoor } from '#simulator/phone/phone-door.ts';
import { PHONE_LIMITS } from '#simulator/phone/phone-limits.ts';
import type { Site } from '#simulator/site.ts';
import { SITE } from '../kit/shop.ts';
import { LAN, openPhoneShop, send, sendBytes } from './phone-kit.ts';

const authorization = `Basic ${btoa(`${SITE.siteId}:${SITE.apiKey}`)}`;

test.each([
  ['GET', '/v1/payments'],
  ['POST', '/v1/payments'],
  ['GET', '/v1/methods'],
  ['POST', '/__control/act'],
  ['POST', '/__control/reset'],
  ['GET', '/__control/books'],
  ['GET', '/Home'],
  ['GET', '/Home/Confirm'],
  ['GET', '/'],
  ['GET', '/favicon.ico'],
  ['GET', '/pay/'],
  ['GET', '/pay/../v1/payments'],
  ['GET', '/pay/%2e%2e/__control/books'],
])('%s %s cannot be reached, even with the right key', async (method, path) => {
  const shop = await openPhoneShop();
  await shop.sellTo();
  const { status, text } = await send(shop.origin, { method, path, headers: { authorization } });
  expect(status).toBe(404);
  expect(text).not.toContain('sale-1');
});

test('the API, the hosted pages and the control calls stay where only this computer can reach them', async () => {
  const shop = await openPhoneShop();
  await expect(send(`http://${LAN}:${String(shop.sim.port)}/`)).rejects.toThrow(/ECONNREFUSED/);
});

test('phones get in at the one address and at no other of the same computer', async () => {
  const shop = await openPhoneShop();
  const { port } = new URL(shop.origin);
  await expect(send(`http://127.0.0.1:${port}/`)).rejects.toThrow(/ECONNREFUSED/);
});

test('a guessed token, or one in other letters, shows nothing of any payment', async () => {
  const shop = await openPhoneShop();
  const { page, payment } = await shop.sellTo();
  const token = page.slice(-32);
  const guesses = [
    '0'.repeat(32),
    token.toLowerCase(),
    token.slice(1),
    `${token}0`,
    `${token}.${payment.ID}`,
  ];
  for (const guess of guesses) {
    const { status, text } = await send(`${shop.origin}/pay/${guess}`);
    expect([status, text.includes('Tea House')]).toEqual([404, false]);
    expect((await send(`${shop.origin}/pay/${guess}/pay`, { method: 'POST' })).status).toBe(404);
  }
  expect((await shop.lookUp(payment.ID)).Status.Info).toBe('Open');
});

test.each(['evil.example', '127.0.0.1', 'localhost', LAN])(
  'a page that was pointed at the till as %s gets nothing',
  async (host) => {
    const shop = await openPhoneShop();
    const { page } = await shop.sellTo();
    const answer = await send(page, { headers: { host } });
    expect([answer.status, answer.text]).toEqual([403, '']);
  },
);

test('another site’s page cannot press Pay', async () => {
  const shop = await openPhoneShop();
  const { page, payment } = await shop.sellTo();
  for (const origin of ['http://evil.example', 'null'])
    expect((await send(`${page}/pay`, { method: 'POST', headers: { origin } })).status).toBe(403);
  expect((await shop.lookUp(payment.ID)).Status.Info).toBe('Open');
  expect((await send(`${page}/pay`, { method: 'POST', headers: { origin: shop.origin } })).status).toBe(303);
});

test('only Pay and Decline are pressed, and only by a press', async () => {
  const shop = await openPhoneShop();
  const { page, payment } = await shop.sellTo();
  const tries = [
    ['GET', `${page}/pay`],
    ['GET', `${page}/decline`],
    ['POST', page],
    ['POST', `${page}/done`],
    ['PUT', page],
    ['DELETE', page],
    ['OPTIONS', page],
    ['HEAD', page],
    ['TRACE', page],
  ] as const;
  for (const [method, url] of tries)
    expect([method, (await send(url, { method })).status]).toEqual([method, 405]);
  expect((await shop.lookUp(payment.ID)).Status.Info).toBe('Open');
});

test('what comes with a body, or with headers that are too long, is refused unread', async () => {
  const shop = await openPhoneShop();
  const { page, payment } = await shop.sellTo();
  expect((await send(`${page}/pay`, { method: 'POST', body: 'x' })).status).toBe(413);
  const chunked = await sendBytes(
    shop.origin,
    `POST ${new URL(page).pathname}/pay HTTP/1.1\r\nHost: ${new URL(page).host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n`,
  );
  expect(chunked).toMatch(/^HTTP\/1\.1 413/);
  const headers = { 'x-long': 'x'.repeat(PHONE_LIMITS.headers) };
  expect((await send(page, { headers })).status).toBe(431);
  expect(await sendBytes(shop.origin, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
  expect((await shop.lookUp(payment.ID)).Status.Info).toBe('Open');
});

test('a phone that asks without end uses up nothing that other phones need', async () => {
  const shop = await openPhoneShop();
  const { page } = await shop.sellTo();
  const ask = async (from: string): Promise<number> => (await send(page, { from })).status;
  for (let asked = 0; asked <= PHONE_LIMITS.requests; asked += 1) await ask(LAN);
  expect(await ask(LAN)).toBe(429);
  expect(await ask('127.0.0.9')).toBe(200);
});

test('a phone that asks without end is put off while others are served, until all together are too many', async () => {
  const shop = await openPhoneShop();
  const { page } = await shop.sellTo();
  const ask = async (from: string): Promise<number> => (await send(page, { from })).status;
  for (let asked = 0; asked < PHONE_LIMITS.requestsOfOne; asked += 1) expect(await ask(LAN)).toBe(200);
  const putOff = await send(page, { from: LAN });
  expect([putOff.status, putOff.headers['retry-after']]).toEqual([429, '10']);
  expect(await ask('127.0.0.9')).toBe(200);
  for (let asked = PHONE_LIMITS.requestsOfOne + 1; asked < PHONE_LIMITS.requests; asked += 1)
    await ask(`127.0.1.${String(asked)}`);
  expect(await ask('127.0.0.10')).toBe(429);
  for (const ms of [PHONE_LIMITS.window, -1]) {
    shop.advance(ms);
    expect(await ask(LAN), `the clock goes ${ms} ms on`).toBe(200);
    while ((await ask(LAN)) === 200);
  }
});

/** Connects without sending anything; resolves once the server has closed the connection. */
const hold = (url: string, localAddress: string): { socket: Socket; hungUp: Promise<unknown> } => {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), localAddress });
  socket.on('error', () => undefined).resume();
  onTestFinished(() => void socket.destroy());
  return { socket, hungUp: once(socket, 'close') };
};

test('a phone that holds many connections gets only a few, and others still get in', async () => {
  const shop = await openPhoneShop();
  const { page } = await shop.sellTo();
  const held = Array.from({ length: PHONE_LIMITS.connectionsOfOne }, () => hold(page, LAN));
  await Promise.all(held.map(({ socket }) => once(socket, 'connect')));
  await hold(page, LAN).hungUp;
  expect((await send(page)).status).toBe(200);
  expect(held.some(({ socket }) => socket.closed)).toBe(false);
});

test('many phones together hold no more connections than the till has to spare', async () => {
  const shop = await openPhoneShop();
  const held = Array.from({ length: PHONE_LIMITS.connections }, (_, count) =>
    hold(shop.origin, `127.0.3.${String(1 + (count % 5))}`),
  );
  await Promise.all(held.map(({ socket }) => once(socket, 'connect')));
  await hold(shop.origin, '127.0.4.1').hungUp;
  expect(held.some(({ socket }) => socket.closed)).toBe(false);
});

test('a phone that never ends its request is cut off', async () => {
  const site = { phoneUrl: '', now: Date.now } as Site;
  const door = makePhoneDoor(site, 100);
  onTestFinished(() => door.shut());
  const origin = await door.open(LAN);
  const slow = hold(origin, LAN);
  slow.socket.write('GET / HTTP/1.1\r\nHost: ');
  await slow.hungUp;
});

test('a disk that refuses to record what the customer did does the till no harm', async () => {
  const store = {
    paymentByToken: () => {
      throw new Error('ENOSPC');
    },
  } as unknown as Site['store'];
  const door = makePhoneDoor({ phoneUrl: '', now: Date.now, store } as Site);
  onTestFinished(() => door.shut());
  expect((await send(await door.open(LAN))).status).toBe(500);
});

test('every answer forbids scripts, frames, content sniffing and caching, and says nothing about its server', async () => {
  const shop = await openPhoneShop();
  const { page } = await shop.sellTo();
  const style = /<style>([^]*)<\/style>/.exec((await send(page)).text)?.[1] ?? '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
  const answers = [
    await send(page),
    await send(`${page}/pay`, { method: 'POST' }),
    await send(`${shop.origin}/nothing`),
    await send(page, { headers: { host: 'evil.example' } }),
    await send(page, { method: 'PUT' }),
  ];
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${Buffer.from(digest).toString('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    });
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'set-cookie'])
      expect(headers).not.toHaveProperty(name);
  }
});
