import { describe, expect, it, vi } from 'vitest';
import { connectionAfter } from '#services/gateway/connection.ts';
import type { OnTunnel } from '../../support/network/tunnel-proxy.ts';
import { answerTunnel, letThrough, letThroughAs } from '../../support/network/tunnel-proxy.ts';
import { API_KEY, openAgainst, openAt } from '../support/gateway.ts';
import { answer, intent } from '../support/sales.ts';
import { json, openScriptedServer, testCertificate } from '../support/scripted-server.ts';
import { namesNoProxy, openBehind, openProxy, openSecureServer } from './proxy-kit.ts';

namesNoProxy();

/** A proxy named by the environment, and the hosts it is asked for. */
const openNamedProxy = async (onTunnel: OnTunnel) => {
  const { port, tunnels } = await openProxy(onTunnel);
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${port}`);
  return tunnels;
};

describe('Behind a proxy', () => {
  it('the proxy sees the host, and the gateway’s certificate is still checked', async () => {
    const { port, received } = await openScriptedServer(
      json(201, answer('payment-created')),
      testCertificate,
    );
    const tunnels = await openNamedProxy(letThrough(port));
    const trusting = openAt('https://gateway.example', { ca: testCertificate });
    expect(await trusting.gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(received).toHaveLength(1);
    const otherHost = openAt('https://elsewhere.example', { ca: testCertificate });
    expect(await otherHost.gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
    const untrusting = openAt('https://gateway.example');
    expect(await untrusting.gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
    expect(received).toHaveLength(1);
    expect(tunnels).toEqual(['gateway.example:443', 'elsewhere.example:443', 'gateway.example:443']);
  });

  it.each<[string, OnTunnel, string, string]>([
    ['refuses', answerTunnel(403), 'PROXY_REFUSED', 'proxy-refused'],
    ['cannot reach the gateway', answerTunnel(502), 'PROXY_REFUSED', 'proxy-refused'],
    ['wants a password', answerTunnel(407), 'PROXY_ASKS', 'proxy-asks'],
    [
      'wants a password in 60 KB of headers',
      (socket) => socket.end(`HTTP/1.1 407 Login\r\nX: ${'x'.repeat(60_000)}\r\n\r\n`),
      'PROXY_ASKS',
      'proxy-asks',
    ],
    ['closes the connection', (socket) => socket.destroy(), 'PROXY_UNREACHABLE', 'proxy-unreachable'],
    ['answers nonsense', (socket) => socket.end('220 ESMTP\r\n'), 'PROXY_UNREACHABLE', 'proxy-unreachable'],
    ['is silent', () => undefined, 'PROXY_UNREACHABLE', 'proxy-unreachable'],
  ])(
    'a proxy that %s is called once, nothing is sent, and the cashier reads which it is',
    async (_what, onTunnel, detail, connection) => {
      const tunnels = await openNamedProxy(onTunnel);
      const { gateway } = openAt('https://gateway.example', { timeouts: { connectMs: 100 } });
      const answered = await gateway.create(intent);
      expect(answered).toEqual({ kind: 'unreachable', detail });
      expect(connectionAfter(answered, 1, true)).toBe(connection);
      await gateway.close();
      expect(tunnels).toHaveLength(1);
    },
  );

  it('an interim answer is skipped there, too', async () => {
    const body = JSON.stringify(answer('payment-created'));
    const { port } = await openScriptedServer((response) => {
      response.socket?.write('HTTP/1.1 100 Continue\r\n\r\n');
      response.writeHead(201).end(body);
    }, testCertificate);
    await openNamedProxy(letThrough(port));
    const { gateway } = openAt('https://gateway.example', { ca: testCertificate });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
  });

  it('when the proxy is down nothing is sent', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    const { gateway } = openAt('https://gateway.example');
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'PROXY_UNREACHABLE' });
  });

  it.each(['proxy.example:not-a-port', 'http://user:canary@:not-a-port', 'ftp://proxy.example'])(
    'an invalid proxy address (%s) fails the call and does not stop the till',
    async (address) => {
      vi.stubEnv('HTTPS_PROXY', address);
      const { gateway, reports } = openAt('https://gateway.example');
      expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'PROXY_UNUSABLE' });
      expect(reports).toHaveLength(1);
    },
  );

  it('hosts in NO_PROXY are called directly', async () => {
    const tunnels = await openNamedProxy((socket) => socket.destroy());
    vi.stubEnv('NO_PROXY', 'other.example,.invalid');
    const { gateway } = openAt('https://gateway.invalid', { timeouts: { connectMs: 300, moneyMs: 500 } });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
    expect(tunnels).toEqual([]);
  });

  it('a server on this machine is never called through the proxy', async () => {
    const tunnels = await openNamedProxy((socket) => socket.destroy());
    vi.stubEnv('HTTP_PROXY', process.env['HTTPS_PROXY'] ?? '');
    const { gateway } = await openAgainst(json(201, answer('payment-created')));
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(tunnels).toEqual([]);
  });
});

describe('A proxy that wants a name and password', () => {
  it('gets those in the environment, and never the gateway’s key', async () => {
    const { port, received } = await openSecureServer();
    const proxy = await openProxy(letThroughAs('till 4:p@ss', port));
    vi.stubEnv('HTTPS_PROXY', `http://till%204:p%40ss@127.0.0.1:${proxy.port}`);
    const { gateway } = openBehind('DIRECT');
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(proxy.logins).toEqual(['till 4:p@ss']);
    expect(proxy.logins.join()).not.toContain(API_KEY);
    expect(received[0]?.header('proxy-authorization')).toBeUndefined();
  });

  it('asks again for wrong ones, and that is said', async () => {
    const { port, received } = await openSecureServer();
    const proxy = await openProxy(letThroughAs('till:right', port));
    vi.stubEnv('HTTPS_PROXY', `http://till:wrong@127.0.0.1:${proxy.port}`);
    const { gateway } = openBehind('DIRECT');
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'PROXY_ASKS' });
    expect(received).toHaveLength(0);
  });
});

describe('The system’s proxy', () => {
  it('is used where the environment names none', async () => {
    const { port } = await openSecureServer();
    const proxy = await openProxy(letThrough(port));
    const { gateway } = openBehind(`PROXY 127.0.0.1:${proxy.port}`);
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(proxy.tunnels).toEqual(['gateway.example:443']);
    expect(proxy.hosts).toEqual(['gateway.example:443']);
  });

  it('is not used where the environment names another, or exempts the gateway', async () => {
    const { port } = await openSecureServer();
    const systems = await openProxy(letThrough(port));
    const named = await openNamedProxy(letThrough(port));
    const { gateway } = openBehind(`PROXY 127.0.0.1:${systems.port}`);
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(named).toHaveLength(1);
    vi.stubEnv('NO_PROXY', '*');
    const exempt = openAt('https://gateway.invalid', {
      proxies: `PROXY 127.0.0.1:${systems.port}`,
      timeouts: { connectMs: 300, moneyMs: 500 },
    });
    expect(await exempt.gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
    expect(systems.tunnels).toEqual([]);
  });

  it('if the first proxy of a list is down the next one is used, and comes first from then on', async () => {
    const { port, received } = await openSecureServer();
    const works = await openProxy(letThrough(port));
    const closes = await openProxy((socket) => socket.destroy());
    const { gateway } = openBehind(`PROXY 127.0.0.1:${closes.port}; PROXY 127.0.0.1:${works.port}`);
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(closes.tunnels).toHaveLength(1);
    expect(received).toHaveLength(2);
  });

  it('a proxy that refuses is not bypassed', async () => {
    const { port, received } = await openSecureServer();
    const refuses = await openProxy(answerTunnel(403));
    const works = await openProxy(letThrough(port));
    const { gateway } = openBehind(`PROXY 127.0.0.1:${refuses.port}; PROXY 127.0.0.1:${works.port}`);
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'PROXY_REFUSED' });
    expect(works.tunnels).toEqual([]);
    expect(received).toEqual([]);
  });

  it('a kind of proxy that the till does not support is skipped', async () => {
    const { port } = await openSecureServer();
    const works = await openProxy(letThrough(port));
    const { gateway } = openBehind(`SOCKS4 127.0.0.1:1; QUIC 127.0.0.1:2; PROXY 127.0.0.1:${works.port}`);
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    const alone = openBehind('SOCKS4 127.0.0.1:1');
    expect(await alone.gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'PROXY_UNUSABLE' });
  });

  it('a proxy reached over TLS must show a certificate that is trusted, too', async () => {
    const plain = await openSecureServer();
    const { gateway } = openAt('https://gateway.example', { proxies: `HTTPS localhost:${plain.port}` });
    expect(await gateway.create(intent)).toEqual({
      kind: 'unreachable',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(plain.received).toEqual([]);
  });

  it('a system that does not say in time fails the call, and nothing is sent', async () => {
    const { gateway } = openAt('https://gateway.example', {
      proxies: new Promise(() => undefined),
      timeouts: { moneyMs: 50 },
    });
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'timeout' });
  });
});
