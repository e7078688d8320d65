import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openAgainst, openAt } from '../support/gateway.ts';
import { answer, intent } from '../support/sales.ts';
import { json, openScriptedServer, testCertificate } from '../support/scripted-server.ts';

const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

beforeEach(() => {
  for (const name of VARIABLES) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A proxy that handles each request for a tunnel with `onTunnel`; returns the hosts asked for. */
const openProxy = async (onTunnel: (socket: Duplex) => void) => {
  const tunnels: string[] = [];
  const sockets: Duplex[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    sockets.push(socket);
    onTunnel(socket);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  vi.stubEnv('HTTPS_PROXY', address);
  return tunnels;
};

const to = (port: number) => (socket: Duplex) => {
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  socket.pipe(connect(port, '127.0.0.1')).pipe(socket);
};

describe('Behind a proxy', () => {
  it('the proxy sees the host, and the gateway’s certificate is still checked', async () => {
    const { port, received } = await openScriptedServer(
      json(201, answer('payment-created')),
      testCertificate,
    );
    const tunnels = await openProxy(to(port));
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

  it.each([
    ['refuses', (socket: Duplex) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')],
    ['requires a password', (socket: Duplex) => socket.end('HTTP/1.1 407 Who are you\r\n\r\n')],
    ['closes the connection', (socket: Duplex) => socket.destroy()],
    ['is silent', () => undefined],
  ])('a proxy that %s is called once, and nothing is sent', async (_what, onTunnel) => {
    const tunnels = await openProxy(onTunnel);
    const { gateway } = openAt('https://gateway.example', { timeouts: { connectMs: 100 } });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
    await gateway.close();
    expect(tunnels).toHaveLength(1);
  });

  it('a word to go on before the answer is skipped there, too', async () => {
    const body = JSON.stringify(answer('payment-created'));
    const { port } = await openScriptedServer((response) => {
      response.socket?.write('HTTP/1.1 100 Continue\r\n\r\n');
      response.writeHead(201).end(body);
    }, testCertificate);
    await openProxy(to(port));
    const { gateway } = openAt('https://gateway.example', { ca: testCertificate });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
  });

  it('when the proxy is down nothing is sent', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    const { gateway } = openAt('https://gateway.example');
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'ECONNREFUSED' });
  });

  it.each(['proxy.example:3128', 'http://user:canary@:not-a-port', 'ftp://proxy.example'])(
    'an invalid proxy address (%s) fails the call and does not stop the till',
    async (address) => {
      vi.stubEnv('HTTPS_PROXY', address);
      const { gateway, reports } = openAt('https://gateway.example');
      expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'proxy address' });
      expect(reports).toHaveLength(1);
    },
  );

  it('hosts in NO_PROXY are called directly', async () => {
    const tunnels = await openProxy((socket) => socket.destroy());
    vi.stubEnv('NO_PROXY', 'other.example,.invalid');
    const { gateway } = openAt('https://gateway.invalid', { timeouts: { connectMs: 300, moneyMs: 500 } });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
    expect(tunnels).toEqual([]);
  });

  it('a server on this machine is never called through the proxy', async () => {
    const tunnels = await openProxy((socket) => socket.destroy());
    vi.stubEnv('HTTP_PROXY', process.env['HTTPS_PROXY'] ?? '');
    const { gateway } = await openAgainst(json(201, answer('payment-created')));
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
    expect(tunnels).toEqual([]);
  });
});
