import { describe, expect, it } from 'vitest';
import { GLOBALPAY_ORIGINS, loopbackOrigin } from '#globalpay/http/origins.ts';

describe('Where the gateway is', () => {
  it('test and live are two hosts, both over TLS', () => {
    expect(GLOBALPAY_ORIGINS).toEqual({
      test: 'https://paytest.smart2pay.com',
      live: 'https://globalpay.smart2pay.com',
    });
  });

  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['https://localhost', 'https://localhost'],
    ['http://[::1]:9', 'http://[::1]:9'],
    ['http://127.9.8.7', 'http://127.9.8.7'],
    ['http://127.1:80', 'http://127.0.0.1'],
    ['HTTP://LOCALHOST:81', 'http://localhost:81'],
  ])('a bench server may be at %s', (text, origin) => {
    expect(loopbackOrigin(text)).toEqual({ ok: true, origin });
  });

  it.each([
    ['', 'not-a-url'],
    ['localhost:8080', 'not-http'],
    ['127.0.0.1:8080', 'not-a-url'],
    ['file:///etc', 'not-http'],
    ['https://paytest.smart2pay.com', 'not-loopback'],
    ['http://127.0.0.1.example.com', 'not-loopback'],
    ['http://127.0.0.1@example.com', 'not-loopback'],
    ['http://localhost.example.com', 'not-loopback'],
    ['http://0.0.0.0:80', 'not-loopback'],
    ['http://192.168.0.2', 'not-loopback'],
    ['http://user:word@127.0.0.1', 'more-than-an-origin'],
    ['http://127.0.0.1/v1', 'more-than-an-origin'],
    ['http://127.0.0.1/?a', 'more-than-an-origin'],
    ['http://127.0.0.1/#a', 'more-than-an-origin'],
  ])('a bench server may not be at %j (%s)', (text, problem) => {
    expect(loopbackOrigin(text)).toEqual({ ok: false, problem });
  });
});
