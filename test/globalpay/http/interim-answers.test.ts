import { describe, expect, it } from 'vitest';
import { openAgainst } from '../support/gateway.ts';
import { create, created, head, raw } from '../support/raw-answers.ts';
import { intent } from '../support/sales.ts';

describe('Interim answers', () => {
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

  it('an interim answer is skipped wherever the network splits it, and so is the next on the same connection', async () => {
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

  it('an interim answer with 60 KB of headers is skipped, though they come bit by bit', async () => {
    const { answered } = await create(({ socket }) => {
      const long = `HTTP/1.1 100 Continue\r\nX: ${'x'.repeat(60_000)}\r\n\r\n`;
      const sendFrom = (at: number): void => {
        if (at < long.length)
          socket?.write(long.slice(at, at + 5_000), () => setImmediate(sendFrom, at + 5_000));
        else socket?.write(final);
      };
      sendFrom(0);
    });
    expect(answered).toMatchObject({ kind: 'ok' });
  });

  it('an interim answer that never ends is not an answer', async () => {
    const endless = `HTTP/1.1 100 Continue\r\nX: ${'x'.repeat(100_000)}`;
    const { answered } = await create(raw(endless, () => undefined));
    expect(answered).toEqual({ kind: 'malformed', detail: 'UND_ERR_HEADERS_OVERFLOW' });
  });

  it('an interim answer that nothing follows is not an answer', async () => {
    const { answered } = await create(raw(going, (socket) => socket.end()));
    expect(answered).toMatchObject({ kind: 'no-answer' });
  });
});
