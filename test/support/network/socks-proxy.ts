/** A SOCKS 5 proxy on loopback that joins every tunnel to one port, whichever host it was asked for. */
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

interface SocksOptions {
  /** 'name:password'; without it, the proxy asks for none. */
  readonly login?: string;
  /** Answers every request with this code instead (RFC 1928 §6). */
  readonly refuses?: number;
  /** The address that it says it connected from: its type and bytes. */
  readonly from?: readonly number[];
}

const IPV4 = [1, 0, 0, 0, 0];

const loginIn = (message: Buffer): string => {
  const nameEnds = 2 + (message[1] ?? 0);
  return `${message.toString('utf8', 2, nameEnds)}:${message.toString('utf8', nameEnds + 1)}`;
};

export const openSocksProxy = async (to: number, { login, refuses = 0, from = IPV4 }: SocksOptions = {}) => {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  /** The client waits for each answer, so every message arrives alone. */
  const message = (socket: Socket): Promise<Buffer> =>
    new Promise((come) => socket.once('data', (bytes: Buffer) => come(bytes)));
  const serve = async (socket: Socket): Promise<void> => {
    const offered = await message(socket);
    const method = login === undefined ? 0 : offered.subarray(2).includes(2) ? 2 : 0xff;
    socket.write(Buffer.of(5, method));
    if (method === 2) socket.write(Buffer.of(1, loginIn(await message(socket)) === login ? 0 : 1));
    const request = await message(socket);
    tunnels.push(
      `${request.toString('utf8', 5, request.length - 2)}:${request.readUInt16BE(request.length - 2)}`,
    );
    socket.write(Buffer.of(5, refuses, 0, ...from, 0, 0));
    if (refuses === 0) socket.pipe(connect(to, '127.0.0.1')).pipe(socket);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    serve(socket).catch(() => socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = (): Promise<void> =>
    new Promise((closed) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => closed());
    });
  return { port: (server.address() as AddressInfo).port, tunnels, close };
};
