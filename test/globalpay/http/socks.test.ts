import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSocksProxy } from '../../support/network/socks-proxy.ts';
import { deadPort } from '../../support/network/tunnel-proxy.ts';
import { openAt } from '../support/gateway.ts';
import { intent } from '../support/sales.ts';
import { namesNoProxy, openBehind, openProxy, openSecureServer } from './proxy-kit.ts';

namesNoProxy();

describe('A SOCKS proxy', () => {
  const openSocks = async (options: Parameters<typeof openSocksProxy>[1] = {}) => {
    const { port } = await openSecureServer();
    const proxy = await openSocksProxy(port, options);
    onTestFinished(() => proxy.close());
    return proxy;
  };

  it('passes the gateway’s name on, with the certificate still checked', async () => {
    const proxy = await openSocks();
    const { gateway } = openBehind(`SOCKS5 127.0.0.1:${proxy.port}`);
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(proxy.tunnels).toEqual(['gateway.example:443']);
    const untrusting = openAt('https://gateway.example', { proxies: `SOCKS 127.0.0.1:${proxy.port}` });
    expect(await untrusting.gateway.create(intent)).toMatchObject({ detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it.each<[string, readonly number[]]>([
    ['IPv6', [4, ...Array.from({ length: 16 }, () => 7)]],
    ['by name', [3, 5, ...Buffer.from('proxy')]],
  ])('that names its own address as %s is read to the end of it', async (_how, from) => {
    const proxy = await openSocks({ from });
    const { gateway } = openBehind(`SOCKS5 127.0.0.1:${proxy.port}`);
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
  });

  it('that breaks the connection in the middle of an answer has not been reached', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).end(Buffer.of(5)));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { gateway } = openBehind(`SOCKS5 127.0.0.1:${port}`);
    expect(await gateway.create(intent)).toMatchObject({ detail: 'PROXY_UNREACHABLE' });
  });

  it('gets a name and password when it asks', async () => {
    const proxy = await openSocks({ login: 'till:secret' });
    const nameless = openBehind(`SOCKS5 127.0.0.1:${proxy.port}`);
    expect(await nameless.gateway.create(intent)).toMatchObject({ detail: 'PROXY_ASKS' });
    vi.stubEnv('HTTPS_PROXY', `socks5://till:wrong@127.0.0.1:${proxy.port}`);
    expect(await openBehind('').gateway.create(intent)).toMatchObject({ detail: 'PROXY_ASKS' });
    vi.stubEnv('HTTPS_PROXY', `socks5://till:secret@127.0.0.1:${proxy.port}`);
    expect(await openBehind('').gateway.create(intent)).toMatchObject({ kind: 'ok' });
  });

  it('that refuses is not called the gateway’s fault', async () => {
    const proxy = await openSocks({ refuses: 2 });
    const { gateway } = openBehind(`SOCKS5 127.0.0.1:${proxy.port}`);
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'PROXY_REFUSED' });
  });

  it('that is down, or that is no SOCKS proxy, is reported as the proxy’s fault', async () => {
    const silent = await openProxy(() => undefined);
    for (const port of [await deadPort(), silent.port]) {
      const { gateway } = openBehind(`SOCKS5 127.0.0.1:${port}`);
      expect(await gateway.create(intent)).toMatchObject({ detail: 'PROXY_UNREACHABLE' });
    }
  });
});
