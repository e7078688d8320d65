/** Reads a till's request body: JSON, optionally gzipped, never more than a limit. */
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Context } from 'hono';
import type { z } from 'zod';

const unzip = promisify(gunzip);

/** Whole bodies; null if they are longer than `maxBytes` bytes. */
const bytesOf = async ({ req: { raw } }: Context, maxBytes: number): Promise<Buffer | null> => {
  // Nobody can send more than announced, and reading at once costs a fraction of a stream.
  if (Number(raw.headers.get('content-length') ?? Infinity) <= maxBytes)
    return Buffer.from(await raw.arrayBuffer());
  const stream = raw.body;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream ?? []) {
    length += part.byteLength;
    if (length > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** 'gone': the connection was lost before all of it came. */
const received = async (context: Context, maxBytes: number): Promise<Buffer | null | 'gone'> => {
  try {
    return await bytesOf(context, maxBytes);
  } catch {
    return 'gone';
  }
};

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Null if it is longer than `maxBytes`; empty if it is not gzip. */
const unzipped = async (bytes: Buffer, maxBytes: number): Promise<Buffer | null> => {
  try {
    return await unzip(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    return isTooLong(error) ? null : Buffer.alloc(0);
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export type Body<T> = ({ readonly value: T } | { readonly status: 400 | 413 }) & {
  /** How much of it was read, after unpacking. */
  readonly bytes: number;
};

/** `maxBytes`: the limit in bytes, for the body as sent and after unpacking. Nobody reads the answer to one that did not come. */
export const readBody = async <T>(
  context: Context,
  schema: z.ZodType<T>,
  maxBytes: number,
): Promise<Body<T>> => {
  const sent = await received(context, maxBytes);
  if (sent === 'gone') return { status: 400, bytes: 0 };
  if (!sent) return { status: 413, bytes: maxBytes };
  const isZipped = context.req.header('content-encoding') === 'gzip';
  const bytes = isZipped ? await unzipped(sent, maxBytes) : sent;
  if (!bytes) return { status: 413, bytes: maxBytes };
  const { success, data } = schema.safeParse(parsed(bytes.toString('utf8')));
  const { byteLength } = bytes;
  return success ? { value: data, bytes: byteLength } : { status: 400, bytes: byteLength };
};
