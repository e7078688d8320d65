import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
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

  it.each<[string, (text: string) => Uint8Array]>([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
  ])('an answer compressed as %s, although nobody asked for it, is read', async (encoding, compress) => {
    const { answered } = await create((response) => {
      response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Encoding': encoding });
      response.end(compress(created));
    });
    expect(answered).toMatchObject({ kind: 'ok' });
  });

  it('a compressed refusal is as definite as a plain one', async () => {
    const { answered } = await create((response) => {
      response.writeHead(400, { 'Content-Encoding': 'br' });
      response.end(brotliCompressSync(JSON.stringify(answer('payment-refused-without-id'))));
    });
    expect(answered).toMatchObject({ kind: 'rejected' });
  });

  it.each<[string, string, Uint8Array]>([
    ['cut off', 'encoded', gzipSync(created).subarray(0, -12)],
    ['not what it says', 'encoded', Buffer.from(created)],
    ['longer than any real one once unpacked', 'oversized', gzipSync('x'.repeat(5_000_000))],
  ])('a compressed answer that is %s is malformed', async (_what, detail, bytes) => {
    const { answered } = await create((response) => {
      response.writeHead(201, { 'Content-Encoding': 'gzip' }).end(bytes);
    });
    expect(answered).toEqual({ kind: 'malformed', detail });
  });

  it('an answer in a coding that nobody here knows, or packed too often, is malformed', async () => {
    for (const encoding of ['compress', 'toString']) {
      const { answered } = await create(json(201, created, { 'Content-Encoding': encoding }));
      expect(answered).toEqual({ kind: 'malformed', detail: 'encoded' });
    }
    const { answered } = await create((response) => {
      response.writeHead(201, { 'Content-Encoding': 'gzip, gzip, gzip, gzip' });
      response.end(gzipSync(gzipSync(gzipSync(gzipSync(created)))));
    });
    expect(answered).toEqual({ kind: 'malformed', detail: 'encoded' });
  });

  it.each(['identity', 'none', 'UTF-8', 'identity, gzip'])(
    'an answer marked as %s is read',
    async (encoding) => {
      const { answered } = await create((response) => {
        response.writeHead(201, { 'Content-Encoding': encoding });
        response.end(encoding.endsWith('gzip') ? gzipSync(created) : created);
      });
      expect(answered).toMatchObject({ kind: 'ok' });
    },
  );

  it('an answer that names its codings in several fields is read', async () => {
    const { answered } = await create((response) => {
      response.writeHead(201, { 'Content-Encoding': ['identity', 'gzip'] }).end(gzipSync(created));
    });
    expect(answered).toMatchObject({ kind: 'ok' });
  });

  it('an empty answer is called empty, whatever it says it is packed with', async () => {
    const { answered } = await create((response) => {
      response.writeHead(201, { 'Content-Encoding': 'gzip' }).end();
    });
    expect(answered).toEqual({ kind: 'malformed', detail: 'empty' });
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

  it('a server fault counts as one even when its page is too long or compressed', async () => {
    const { answered } = await create((response) => {
      response.writeHead(502, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(5_000_000)));
    });
    expect(answered).toEqual({ kind: 'server-fault', status: 502, retryAfterMs: null });
  });

  const final = `${head(Buffer.byteLength(created))}${created}`;
  const going = 'HTTP/1.1 100 Continue\r\n\r\n';

  it.each([
    ['a word to go on of an older server', `HTTP/1.0 100 Continue\r\n\r\n${final}`],
    ['a word to go on without its name', `HTTP/1.1 100\r\n\r\n${final}`],
    ['a hint', `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${final}`],
    ['a word that it is worked on', `HTTP/1.1 102 Processing\r\n\r\n${final}`],
    ['a word to go on', `${going}${final}`],
    ['a word to go on with fields', `HTTP/1.1 100 Continue\r\nServer: x\r\n\r\n${final}`],
    ['several of these', `${going}${going}HTTP/1.1 102 Processing\r\n\r\n${final}`],
  ])('%s before the answer is skipped', async (_what, bytes) => {
    expect((await create(raw(bytes, () => undefined))).answered).toMatchObject({ kind: 'ok' });
  });

  it('a word to go on is skipped wherever the network cuts it, and so is the next on the same connection', async () => {
    const { gateway, server } = await openAgainst((response) => {
      const { socket } = response;
      const bytes = `${going}${final}`;
      const sendFrom = (at: number): void => {
        if (at < going.length + 20)
          socket?.write(bytes.slice(at, at + 1), () => setImmediate(sendFrom, at + 1));
        else socket?.write(bytes.slice(at));
      };
      socket?.setNoDelay();
      sendFrom(0);
    });
    for (let call = 0; call < 2; call += 1)
      expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(server.received).toHaveLength(2);
  });

  it('a word to go on that never ends is no answer', async () => {
    const endless = `HTTP/1.1 100 Continue\r\nX: ${'x'.repeat(100_000)}`;
    const { answered } = await create(raw(endless, () => undefined));
    expect(answered).toEqual({ kind: 'malformed', detail: 'UND_ERR_HEADERS_OVERFLOW' });
  });

  it.each<[string, (text: string) => Uint8Array]>([
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['deflate', deflateSync],
  ])(
    'an answer as %s that is cut off, or too long once unpacked, is malformed',
    async (encoding, compress) => {
      for (const bytes of [compress(created).subarray(0, -1), compress('x'.repeat(5_000_000))]) {
        const { answered } = await create((response) => {
          response.writeHead(201, { 'Content-Encoding': encoding }).end(bytes);
        });
        expect(answered).toMatchObject({ kind: 'malformed' });
      }
    },
  );

  it('a word to go on that nothing follows is no answer', async () => {
    const { answered } = await create(raw(going, (socket) => socket.end()));
    expect(answered).toMatchObject({ kind: 'no-answer' });
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

  it('lets a charge finish that has yet to learn by which way it goes out', async () => {
    const { gateway } = await openAgainst(json(201, created));
    const answered = gateway.create(intent);
    const closed = gateway.close();
    expect(await answered).toMatchObject({ kind: 'ok' });
    await closed;
  });

  it('takes no charge once it has begun', async () => {
    const { gateway } = await openAgainst(json(201, created));
    await gateway.close();
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'closed' });
  });
});
