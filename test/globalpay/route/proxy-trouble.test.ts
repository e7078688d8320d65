import { expect, it } from 'vitest';
import { isUnreached } from '#globalpay/route/proxy-trouble.ts';

it.each([
  ['ECONNREFUSED', true],
  ['ENOTFOUND', true],
  ['EHOSTUNREACH', true],
  ['UND_ERR_CONNECT_TIMEOUT', true],
  ['PROXY_UNREACHABLE', true],
  ['PROXY_REFUSED', false],
  ['PROXY_ASKS', false],
  ['ERR_TLS_CERT_ALTNAME_INVALID', false],
  ['CERT_HAS_EXPIRED', false],
  [undefined, false],
])('%s means that nobody was reached, so that the next proxy is tried: %s', (code, is) => {
  expect(isUnreached(code)).toBe(is);
});
