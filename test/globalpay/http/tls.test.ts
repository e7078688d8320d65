import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openAt } from '../support/gateway.ts';
import { answer, intent } from '../support/sales.ts';
import { connectionAfter } from '#services/gateway/connection.ts';
import {
  expiredCertificate,
  futureCertificate,
  json,
  openScriptedServer,
  testCertificate,
} from '../support/scripted-server.ts';

const openSecureServer = () => openScriptedServer(json(201, answer('payment-created')), testCertificate);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('Who is at the other end', () => {
  it('a gateway with a trusted certificate gets the call', async () => {
    const { port } = await openSecureServer();
    const { gateway } = openAt(`https://localhost:${port}`, { ca: testCertificate });
    expect(await gateway.create(intent)).toMatchObject({ kind: 'ok' });
  });

  it('a self-signed certificate is refused, and nothing is sent', async () => {
    const { port, received } = await openSecureServer();
    const { gateway } = openAt(`https://localhost:${port}`);
    expect(await gateway.create(intent)).toEqual({
      kind: 'unreachable',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(received).toHaveLength(0);
  });

  it('no setting of the computer turns the check off', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { port, received } = await openSecureServer();
    const { gateway } = openAt(`https://localhost:${port}`);
    expect(await gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
    expect(received).toHaveLength(0);
  });

  it('a valid certificate of another host is refused, and nothing is sent', async () => {
    const { port, received } = await openSecureServer();
    const { gateway } = openAt(`https://127.0.0.1:${port}`, { ca: testCertificate });
    expect(await gateway.create(intent)).toEqual({
      kind: 'unreachable',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(received).toHaveLength(0);
  });

  it.each([
    ['that has expired', expiredCertificate, 'CERT_HAS_EXPIRED'],
    ['that is not valid yet', futureCertificate, 'CERT_NOT_YET_VALID'],
  ])(
    'a certificate %s is refused, nothing is sent, and the date is to be checked',
    async (_what, ca, code) => {
      const { port, received } = await openScriptedServer(json(201, answer('payment-created')), ca);
      const { gateway } = openAt(`https://localhost:${port}`, { ca });
      const answered = await gateway.create(intent);
      expect(answered).toEqual({ kind: 'unreachable', detail: code });
      expect(connectionAfter(answered, 1, true)).toBe('certificate-date');
      expect(received).toHaveLength(0);
    },
  );

  it('a server whose certificate comes from nobody that is trusted is called just that', async () => {
    const { port } = await openSecureServer();
    const { gateway } = openAt(`https://localhost:${port}`);
    expect(connectionAfter(await gateway.create(intent), 1, true)).toBe('certificate-unknown');
  });

  it('a server without TLS gets nothing', async () => {
    const { port, received } = await openScriptedServer(json(201, answer('payment-created')));
    const { gateway } = openAt(`https://localhost:${port}`);
    expect(await gateway.create(intent)).toMatchObject({ kind: 'unreachable' });
    expect(received).toHaveLength(0);
  });

  it('a handshake that never ends times out', async () => {
    const mute = await openPort(() => undefined);
    const { gateway } = openAt(`https://localhost:${mute}`, { timeouts: { connectMs: 60, moneyMs: 5_000 } });
    expect(await gateway.create(intent)).toEqual({
      kind: 'unreachable',
      detail: 'UND_ERR_CONNECT_TIMEOUT',
    });
  });

  it('a charge that timed out during the handshake is not sent when the handshake ends', async () => {
    const { port, received } = await openSecureServer();
    let arrive: (socket: Socket) => void = () => undefined;
    const arrived = new Promise<Socket>((resolve) => (arrive = resolve));
    let isThrough = false;
    const slow = await openPort((socket) => arrive(socket));
    const { gateway } = openAt(`https://localhost:${slow}`, {
      ca: testCertificate,
      timeouts: { moneyMs: 60 },
    });
    expect(await gateway.create(intent)).toEqual({ kind: 'unreachable', detail: 'timeout' });
    const socket = await arrived;
    const inner = connect(port, '127.0.0.1');
    inner.on('close', () => (isThrough = true));
    socket.pipe(inner).pipe(socket);
    await expect.poll(() => isThrough).toBe(true);
    expect(received).toHaveLength(0);
  });
});

/** A port that handles each connection with `onConnection`; closed at the end of the test. */
const openPort = async (onConnection: (socket: Socket) => void): Promise<number> => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    for (const caller of sockets) caller.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};
