import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { networkOf } from '#globalpay/route/network.ts';
import { reach } from '#globalpay/route/reach.ts';
import type { FaultyProxy } from '../../faults/wire/proxy.ts';
import { expiredCertificate, openFaultyProxy, ownCertificate } from '../../faults/wire/proxy.ts';
import { plainSystem } from '../../support/network/plain-network.ts';
import { answerTunnel, deadPort, letThrough, openTunnelProxy } from '../../support/network/tunnel-proxy.ts';

const pem = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', 'tls', `${name}.pem`), 'utf8');

let server: FaultyProxy & { close(): Promise<void> };
beforeEach(async () => {
  server = await openFaultyProxy('http://127.0.0.1:9', true);
});
afterEach(async () => server.close());

const to = (origin: string, variables: Readonly<Record<string, string>> = {}) =>
  reach({
    origin,
    connectMs: 5_000,
    network: networkOf(variables, { ...plainSystem, roots: () => [ownCertificate, pem('authority')] }),
  });

describe('directly', () => {
  test('a server with a trusted certificate is found and private', async () => {
    expect(await to(`https://localhost:${server.port}`)).toMatchObject({
      host: 'localhost',
      byProxy: false,
      found: true,
      secure: { protocol: 'TLSv1.3', validUntil: Date.UTC(2120, 0, 1) },
    });
  });

  test('a certificate that is out of its dates is named by its code', async () => {
    server.present(expiredCertificate);
    const found = await to(`https://localhost:${server.port}`);
    expect(found).toMatchObject({ found: true, secure: undefined, detail: 'CERT_HAS_EXPIRED' });
  });

  test('a name that nobody knows is not found, and nothing is connected', async () => {
    expect(await to('https://gateway.invalid')).toMatchObject({ found: false, secure: undefined });
  });

  test('no server at the address is not a fault of the name', async () => {
    expect(await to(`https://localhost:${await deadPort()}`)).toMatchObject({
      found: true,
      secure: undefined,
      detail: 'ECONNREFUSED',
    });
  });
});

describe('through a proxy', () => {
  const through = async (stance: Parameters<typeof openTunnelProxy>[0]) => {
    const proxy = await openTunnelProxy(stance);
    const HTTPS_PROXY = `http://127.0.0.1:${proxy.port}`;
    const found = await to('https://paytest.smart2pay.com', { HTTPS_PROXY });
    await proxy.close();
    return { found, tunnels: proxy.tunnels };
  };

  test('the proxy looks the host up, and TLS goes through it from end to end', async () => {
    server.present(pem('by-authority'));
    const { found, tunnels } = await through(letThrough(server.port));
    expect(found).toMatchObject({ byProxy: true, found: null, secure: { protocol: 'TLSv1.3' } });
    expect(tunnels).toEqual(['paytest.smart2pay.com:443']);
  });

  test('one that refuses is named', async () => {
    const { found } = await through(answerTunnel(403));
    expect(found).toMatchObject({ byProxy: true, secure: undefined, detail: 'PROXY_REFUSED' });
  });
});

describe('through the proxies of a PAC file', () => {
  const byPac = (pac: string) =>
    reach({
      origin: 'https://paytest.smart2pay.com',
      connectMs: 5_000,
      network: networkOf(
        {},
        { proxiesFor: () => Promise.resolve(pac), roots: () => [ownCertificate, pem('authority')] },
      ),
    });
  const opened = async (stance: Parameters<typeof openTunnelProxy>[0]) => {
    const proxy = await openTunnelProxy(stance);
    onTestFinished(() => proxy.close());
    return proxy;
  };

  test('the next one is tried if one is down, and none after the one that works', async () => {
    server.present(pem('by-authority'));
    const works = await opened(letThrough(server.port));
    const spare = await opened(answerTunnel(403));
    const found = await byPac(
      `PROXY 127.0.0.1:${await deadPort()}; PROXY 127.0.0.1:${works.port}; PROXY 127.0.0.1:${spare.port}`,
    );
    expect(found).toMatchObject({ byProxy: true, secure: { protocol: 'TLSv1.3' }, detail: '' });
    expect(spare.tunnels).toEqual([]);
  });

  test('one that refuses is not bypassed', async () => {
    const refuses = await opened(answerTunnel(403));
    const works = await opened(letThrough(server.port));
    const found = await byPac(`PROXY 127.0.0.1:${refuses.port}; PROXY 127.0.0.1:${works.port}`);
    expect(found).toMatchObject({ secure: undefined, detail: 'PROXY_REFUSED' });
    expect(works.tunnels).toEqual([]);
  });
});
