import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openAgainst, openAt } from './support/gateway.ts';
import { answer, intent } from './support/sales.ts';
import type { Script } from './support/scripted-server.ts';
import { json, openScriptedServer } from './support/scripted-server.ts';

const created = JSON.stringify(answer('payment-created'));
const short = { timeouts: { connectMs: 300, moneyMs: 120, askMs: 120 } };

/** Writes bytes straight to the socket, then hands the socket to `then`. */
const raw =
  (bytes: string, then: (socket: Socket) => void): Script =>
  (response) => {
    const { socket } = response;
    if (!socket) throw new Error('no socket');
    socket.write(bytes, () => then(socket));
  };

const head = (length: number) =>
  `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

const create = async (script: Script, options = {}) => {
  const { gateway, reports, server } = await openAgainst(script, options);
  const answered = await gateway.create(intent);
  expect(reports).toMatchObject([{ kind: answered.kind }]);
  return { answered, report: reports[0], received: server.received };
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
    const { answered, received } = await create(() => undefined, short);
    expect(answered).toEqual({ kind: 'no-answer', detail: 'timeout' });
    expect(received).toHaveLength(1);
  });

  it('the answer starts in time but does not end', async () => {
    const { answered } = await create(
      raw(head(created.length) + created.slice(0, 100), () => undefined),
      short,
    );
    expect(answered).toEqual({ kind: 'no-answer', detail: 'timeout' });
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
    const timeouts = { moneyMs: 60_000, askMs: 50 };
    const { gateway } = await openAgainst(() => undefined, { timeouts });
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

  it('an answer just under the limit is read', async () => {
    const padded = created.replace('"Description":""', `"Description":"${'x'.repeat(1_040_000)}"`);
    const { answered } = await create(json(201, padded));
    expect(answered).toMatchObject({ kind: 'ok' });
  });

  it('a compressed answer, which was not requested, is not unpacked', async () => {
    const { answered } = await create((response) => {
      response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
      response.end(gzipSync(created));
    });
    expect(answered).toEqual({ kind: 'malformed', detail: 'encoded' });
  });

  it('an answer marked as plain is read', async () => {
    const { answered } = await create(json(201, created, { 'Content-Encoding': 'identity' }));
    expect(answered).toMatchObject({ kind: 'ok' });
  });

  it('a server fault counts as one even when its page is too long or compressed', async () => {
    const { answered } = await create((response) => {
      response.writeHead(502, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(5_000_000)));
    });
    expect(answered).toEqual({ kind: 'server-fault', status: 502, retryAfterMs: null });
  });

  it('an early hint (103) before the answer is skipped', async () => {
    const early = `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${head(Buffer.byteLength(created))}${created}`;
    const { answered } = await create(raw(early, () => undefined));
    expect(answered).toMatchObject({ kind: 'ok' });
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
});
