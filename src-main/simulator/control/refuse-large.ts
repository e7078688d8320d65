import { problem } from '#simulator/api/answer.ts';
import { deliver } from '#simulator/api/deliver.ts';
import type { Wire } from '#simulator/api/deliver.ts';
import type { App } from '#simulator/api/routes.ts';
import { LIMITS } from './limits.ts';

/** The whole body; undefined once it is too large. */
async function readWithin(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LIMITS.body) return undefined;
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

/** Refuses a body that is too large, by its length or as soon as that much of it has arrived. */
export function refuseLarge(app: App): void {
  app.use('*', async (c: Wire, next) => {
    const { raw } = c.req;
    const isChunked = c.req.header('transfer-encoding') !== undefined;
    const body = isChunked && raw.body ? await readWithin(raw.body) : undefined;
    const isTooLarge = isChunked
      ? raw.body && body === undefined
      : Number(c.req.header('content-length') ?? 0) > LIMITS.body;
    if (isTooLarge) {
      c.header('connection', 'close');
      return deliver(c, problem(413, 'The request is too large.'));
    }
    const { url, method, headers } = raw;
    if (body !== undefined) c.req.raw = new Request(url, { method, headers, body });
    return next();
  });
}
