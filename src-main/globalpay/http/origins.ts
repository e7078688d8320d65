/**
 * Where the APM REST API lives: docs-apm.nuvei.com/category/authentication/, SDK-PHP S2P_SDK_Rest_API.php. The
 * secure*.smart2pay.com hosts serve the card API, which has other IDs and return codes: never use them for Alipay.
 */
export const GLOBALPAY_ORIGINS = {
  test: 'https://paytest.smart2pay.com',
  live: 'https://globalpay.smart2pay.com',
} as const;

type LoopbackOrigin =
  | { readonly ok: true; readonly origin: string }
  | {
      readonly ok: false;
      readonly problem: 'not-a-url' | 'not-http' | 'not-loopback' | 'more-than-an-origin';
    };

/** Matched after URL parsing, which turns 127.1 or 0x7f.1 into dotted decimals. */
const LOOPBACK_HOST = /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/;

export const isLoopback = (url: URL): boolean => LOOPBACK_HOST.test(url.hostname);

/**
 * The origin of a bench server, e.g. 'http://127.0.0.1:8080/' → 'http://127.0.0.1:8080'. Anything that is not an origin
 * on this machine is refused, including one with credentials, a path or a query.
 */
export const loopbackOrigin = (text: string): LoopbackOrigin => {
  if (!URL.canParse(text)) return { ok: false, problem: 'not-a-url' };
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, problem: 'not-http' };
  if (!isLoopback(url)) return { ok: false, problem: 'not-loopback' };
  return url.href === `${url.origin}/`
    ? { ok: true, origin: url.origin }
    : { ok: false, problem: 'more-than-an-origin' };
};
