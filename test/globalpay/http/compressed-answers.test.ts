import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { create, created } from '../support/raw-answers.ts';
import { answer } from '../support/sales.ts';
import { json } from '../support/scripted-server.ts';

describe('A compressed answer', () => {
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

  it('an answer in an unknown coding, or compressed too many times, is malformed', async () => {
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

  it('a server fault counts as one even when its page is too long or compressed', async () => {
    const { answered } = await create((response) => {
      response.writeHead(502, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(5_000_000)));
    });
    expect(answered).toEqual({ kind: 'server-fault', status: 502, retryAfterMs: null });
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
});
