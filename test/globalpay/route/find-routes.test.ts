import { describe, expect, it } from 'vitest';
import { findRoutes } from '#globalpay/route/find-routes.ts';
import { readPacAnswer } from '#globalpay/route/pac-answer.ts';
import type { Proxy } from '#globalpay/route/route.ts';
import { DIRECT, UNUSABLE } from '#globalpay/route/route.ts';

const GATEWAY = new URL('https://globalpay.example');

const through = (scheme: Proxy['scheme'], host: string, port: number, login: Proxy['login'] = null) => ({
  kind: 'proxy',
  proxy: { scheme, host, port, login },
});

const system = through('http', 'system', 3128);
const find = async (variables: Record<string, string>, to = GATEWAY) =>
  findRoutes(variables, { proxiesFor: () => Promise.resolve('PROXY system:3128') })(to);

describe('The route to the gateway', () => {
  it('is the system’s where the environment says nothing', async () => {
    expect(await find({})).toEqual([system]);
    expect(await find({ HTTPS_PROXY: '', NO_PROXY: '' })).toEqual([system]);
  });

  it.each<[Record<string, string>, ReturnType<typeof through>]>([
    [{ HTTPS_PROXY: 'http://shop:3128' }, through('http', 'shop', 3128)],
    [{ https_proxy: 'http://small', HTTPS_PROXY: 'http://big' }, through('http', 'small', 80)],
    [{ https_proxy: '', HTTPS_PROXY: 'http://shop:3128' }, through('http', 'shop', 3128)],
    [{ HTTPS_PROXY: 'shop:3128' }, through('http', 'shop', 3128)],
    [{ HTTPS_PROXY: ' 10.0.0.1:8080 ' }, through('http', '10.0.0.1', 8080)],
    [
      { https_proxy: 'till:secret@[fe80::1]:3128' },
      through('http', '[fe80::1]', 3128, { name: 'till', password: 'secret' }),
    ],
    [{ HTTP_PROXY: 'https://shop' }, through('https', 'shop', 443)],
    [{ HTTPS_PROXY: 'socks5://[fe80::1]' }, through('socks5', '[fe80::1]', 1080)],
    [{ HTTPS_PROXY: 'socks5h://shop' }, through('socks5', 'shop', 1080)],
    [{ HTTPS_PROXY: 'socks://shop:1081' }, through('socks5', 'shop', 1081)],
    [
      { HTTPS_PROXY: 'http://till:p%40ss%20word@shop:8080' },
      through('http', 'shop', 8080, { name: 'till', password: 'p@ss word' }),
    ],
  ])('is what the environment names: %j', async (variables, route) => {
    expect(await find(variables)).toEqual([route]);
  });

  it.each([
    'shop:99999',
    'http://',
    'socks4://shop:1080',
    'ftp://shop',
    'http://shop:99999',
    'http://%E0@shop:3128',
  ])(
    'is said to be unusable when the environment names %s, and the system is not asked instead',
    async (address) => {
      expect(await find({ HTTPS_PROXY: address })).toEqual([UNUSABLE]);
    },
  );

  it.each(['*', 'globalpay.example', 'GLOBALPAY.example', '.example', '*.example', 'a, example:443'])(
    'is direct when NO_PROXY is %s',
    async (exempt) => {
      expect(await find({ NO_PROXY: exempt, HTTPS_PROXY: 'http://shop:3128' })).toEqual([DIRECT]);
      expect(await find({ no_proxy: exempt })).toEqual([DIRECT]);
    },
  );

  it.each(['pay.example', 'lobalpay.example', 'example:80', 'globalpay', '.'])(
    'is not changed when NO_PROXY is %s',
    async (exempt) => {
      expect(await find({ NO_PROXY: exempt })).toEqual([system]);
    },
  );

  it('to this computer is direct whatever is named', async () => {
    expect(await find({ HTTPS_PROXY: 'http://shop:3128' }, new URL('https://localhost:8443'))).toEqual([
      DIRECT,
    ]);
  });
});

describe('What a PAC file answers', () => {
  it.each<[string, readonly unknown[]]>([
    ['DIRECT', [DIRECT]],
    ['', [DIRECT]],
    [' ; ', [DIRECT]],
    ['PROXY a:3128;DIRECT', [through('http', 'a', 3128), DIRECT]],
    ['proxy  a:3128 ; direct;', [through('http', 'a', 3128), DIRECT]],
    [
      'HTTP a; HTTPS b; SOCKS c',
      [through('http', 'a', 80), through('https', 'b', 443), through('socks5', 'c', 1080)],
    ],
    ['SOCKS5 [::1]:1081', [through('socks5', '[::1]', 1081)]],
    ['SOCKS4 a:1080; QUIC b:443; PROXY', [UNUSABLE, UNUSABLE, UNUSABLE]],
  ])('%j is read', (answer, routes) => {
    expect(readPacAnswer(answer)).toEqual(routes);
  });
});
