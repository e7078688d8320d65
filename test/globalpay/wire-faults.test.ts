import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openGlobalPay } from '#globalpay/client.ts';
import { DIRECT } from '#globalpay/route/route.ts';
import { API_KEY, openAgainst, openAt, SITE_ID } from './support/gateway.ts';
import { create, created, head, raw } from './support/raw-answers.ts';
import { intent } from './support/sales.ts';
import type { Script } from './support/scripted-server.ts';
import { json, openScriptedServer } from './support/scripted-server.ts';

/** So long may a call take that is not the one in question. */
const AMPLE_MS = 60_000;

/**
 * A gateway with a connection that is up, on which this script answers from now on: on a busy computer the short time of
 * a call could otherwise be over before it is sent.
 */
const connected = async (script: Script, timeouts: { readonly moneyMs: number; readonly askMs: number }) => {
  let calls = 0;
  const { gateway, server } = await openAgainst(
    (response, received) => ((calls += 1) === 1 ? json(201, created) : script)(response, received),
    { timeouts },
  );
  await (timeouts.moneyMs < timeouts.askMs ? gateway.get('1') : gateway.create(intent));
  return { gateway, server };
};

describe('Certainly not sent', () => {
  it('nothing listens on the port', async () => {
    const { port } = await openScriptedServer(json(200, {}));
    const closed = createServer();
    await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
    const free = (closed.address() as AddressInfo).port;
    await new Promise((done) => closed.close(done));
    expect(free).not.toBe(port);
    const { gateway, reports } = openAt(`http://127.0.0.1:${free}`);
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'ECONNREFUSED' });
    expect(reports).toEqual([{ kind: 'unreachable', clockSkewMs: null }]);
  });

  it('the till has already closed the connection', async () => {
    const { gateway } = await openAgainst(json(201, created));
    await gateway.close();
    expect(await gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
  });
});

describe('Certainly not sent, by a fault of the program', () => {
  it('the certificates cannot be read', async () => {
    const gateway = openGlobalPay({
      origin: 'https://127.0.0.1:9',
      siteId: SITE_ID,
      apiKey: API_KEY,
      network: {
        routes: () => Promise.resolve([DIRECT]),
        roots: () => {
          throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
        },
      },
    });
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'ENOENT' });
    await gateway.close();
  });
});

describe('Perhaps sent', () => {
  it('the connection is reset before the answer', async () => {
    const { answered, received } = await create(raw('', (socket) => socket.resetAndDestroy()));
    expect(answered).toEqual({ kind: 'no-answer', detail: 'ECONNRESET' });
    expect(received).toHaveLength(1);
  });

  it('the connection is closed before the answer', async () => {
    const { answered } = await create(raw('', (socket) => socket.end()));
    expect(answered).toEqual({ kind: 'no-answer', detail: 'UND_ERR_SOCKET' });
  });

  it('the connection is reset in the middle of the answer', async () => {
    const { answered, report } = await create(
      raw(head(created.length) + created.slice(0, 100), (socket) => socket.resetAndDestroy()),
    );
    expect(answered).toMatchObject({ kind: 'no-answer' });
    expect(report).toMatchObject({ clockSkewMs: null });
  });

  it('the connection is closed in the middle of the answer', async () => {
    const { answered } = await create(
      raw(head(created.length) + created.slice(0, 100), (socket) => socket.end()),
    );
    expect(answered).toMatchObject({ kind: 'no-answer' });
  });

  it('an answer in pieces ends before its last piece', async () => {
    const pieces =
      'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n{"Pay\r\n';
    const { answered } = await create(raw(pieces, (socket) => socket.end()));
    expect(answered).toMatchObject({ kind: 'no-answer' });
  });

  it('there is no answer in time', async () => {
    const { gateway, server } = await connected(() => undefined, { moneyMs: 120, askMs: AMPLE_MS });
    expect(await gateway.create(intent)).toEqual({ kind: 'no-answer', detail: 'timeout' });
    expect(server.received.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('the answer starts in time but does not end', async () => {
    const part = raw(head(created.length) + created.slice(0, 100), () => undefined);
    const { gateway } = await connected(part, { moneyMs: 120, askMs: AMPLE_MS });
    expect(await gateway.create(intent)).toEqual({ kind: 'no-answer', detail: 'timeout' });
  });

  it('a kept-alive connection turns out to be dead: the charge is not sent a second time', async () => {
    let answers = 0;
    const { gateway, server } = await openAgainst((response, received) => {
      answers += 1;
      if (answers === 1) json(201, created)(response, received);
      else response.socket?.resetAndDestroy();
    });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'no-answer' });
    expect(await gateway.get('7300451')).toMatchObject({ kind: 'no-answer' });
    expect(server.received.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
  });

  it('a look-up has less time than a charge', async () => {
    const { gateway } = await connected(() => undefined, { moneyMs: AMPLE_MS, askMs: 50 });
    expect(await gateway.get('1')).toEqual({ kind: 'no-answer', detail: 'timeout' });
  });
});

describe('Answered, but unreadable', () => {
  it('not HTTP at all', async () => {
    const { answered } = await create(raw('220 mail.example ESMTP\r\n', (socket) => socket.end()));
    expect(answered).toEqual({ kind: 'malformed', detail: 'HTTPParserError' });
  });

  it('headers that never end', async () => {
    const { answered } = await create(raw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`, () => undefined));
    expect(answered).toEqual({ kind: 'malformed', detail: 'UND_ERR_HEADERS_OVERFLOW' });
  });

  it('an answer longer than any real one is not read to its end', async () => {
    const { answered } = await create((response) => {
      response.writeHead(201, { 'Content-Type': 'application/json' });
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', flood);
      flood();
    });
    expect(answered).toEqual({ kind: 'malformed', detail: 'oversized' });
  });

  it('an answer with the long cookies of a proxy is read', async () => {
    const cookies = Array.from({ length: 20 }, (_, at) => `Set-Cookie: c${at}=${'x'.repeat(1_000)}\r\n`).join(
      '',
    );
    const bytes = `HTTP/1.1 201 Created\r\n${cookies}Content-Length: ${Buffer.byteLength(created)}\r\n\r\n${created}`;
    expect((await create(raw(bytes, () => undefined))).answered).toMatchObject({ kind: 'ok' });
  });

  it('an answer just under the limit is read', async () => {
    const padded = created.replace('"Description":""', `"Description":"${'x'.repeat(1_040_000)}"`);
    const { answered } = await create(json(201, padded));
    expect(answered).toMatchObject({ kind: 'ok' });
  });

  it('an answer in pieces with fields behind the last one is read', async () => {
    const size = Buffer.byteLength(created).toString(16);
    const { answered } = await create(
      raw(
        `HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n${size};note=1\r\n${created}\r\n0\r\nX-Sum: 1\r\n\r\n`,
        () => undefined,
      ),
    );
    expect(answered).toMatchObject({ kind: 'ok' });
  });

  it.each([200, 203, 206])('an answer with %i that has everything is read', async (code) => {
    expect((await create(json(code, created))).answered).toMatchObject({ kind: 'ok' });
  });
});

describe('Closing the connection', () => {
  it('lets a running charge finish', async () => {
    let answerNow = (): void => undefined;
    const { gateway, server } = await openAgainst((response, received) => {
      answerNow = () => json(201, created)(response, received);
    });
    const answered = gateway.create(intent);
    await expect.poll(() => server.received.length).toBe(1);
    const closed = gateway.close();
    answerNow();
    expect(await answered).toMatchObject({ kind: 'ok' });
    await closed;
  });

  it('lets a charge finish that does not yet know its route', async () => {
    const { gateway } = await openAgainst(json(201, created));
    const answered = gateway.create(intent);
    const closed = gateway.close();
    expect(await answered).toMatchObject({ kind: 'ok' });
    await closed;
  });

  it('accepts no charge once it has begun', async () => {
    const { gateway } = await openAgainst(json(201, created));
    await gateway.close();
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'closed' });
  });
});
