/** Unpacks a body. A server may compress although we ask for plain bytes (RFC 9110 §12.5.3), and proxies do. */
import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
  type ZlibOptions,
} from 'node:zlib';

export type Unpacked =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly problem: 'encoded' | 'oversized' };

type Unpack = (body: Buffer, options: Pick<ZlibOptions, 'maxOutputLength'>) => Buffer;

/** 'deflate' is the zlib format; some servers send raw deflate data instead. */
const inflate: Unpack = (body, options) =>
  ((body[0] ?? 0) & 0x0f) === 0x08 ? inflateSync(body, options) : inflateRawSync(body, options);

/** Codings that change nothing; all but the first are mistakes of servers, which for example name the charset here. */
const PLAIN = ['identity', 'none', 'utf-8', 'utf8', '7bit', '8bit', 'binary'];

const CODINGS = new Map<string, Unpack>([
  ...PLAIN.map((name): [string, Unpack] => [name, (body) => body]),
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflate],
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
]);

/** No server has a reason to encode a body more often. */
const MAX_CODINGS = 3;

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** `encoding` is the Content-Encoding header, '' for none, its codings in the order they were applied. */
export const unpack = (packed: Buffer, encoding: string, maxBytes: number): Unpacked => {
  const names = encoding.split(',').map((name) => name.trim().toLowerCase());
  const codings = names.filter((name) => name !== '').map((name) => CODINGS.get(name));
  if (packed.length === 0) return { ok: true, body: packed };
  let body = packed;
  try {
    for (const coding of codings.toReversed()) {
      if (!coding || codings.length > MAX_CODINGS) return { ok: false, problem: 'encoded' };
      body = coding(body, { maxOutputLength: maxBytes });
    }
  } catch (error) {
    return { ok: false, problem: isTooLarge(error) ? 'oversized' : 'encoded' };
  }
  return { ok: true, body };
};
