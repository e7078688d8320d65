/** A shop's proxy on loopback that opens tunnels by CONNECT. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface TunnelProxy {
  readonly port: number;
  /** The hosts that tunnels were asked for, with their ports. */
  readonly tunnels: readonly string[];
  /** The Host field that came with each. */
  readonly hosts: readonly string[];
  /** The name and password that came with each, 'name:password', '' for none. */
  readonly logins: readonly string[];
  readonly close: () => Promise<void>;
}

export type OnTunnel = (socket: Duplex, login: string) => void;

/** Joins every tunnel to a port on this computer, whichever host it was asked for. */
export const letThrough =
  (port: number): OnTunnel =>
  (socket) => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const onward = connect(port, '127.0.0.1').on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  };

export const answerTunnel =
  (status: number): OnTunnel =>
  (socket) =>
    void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nno`);

/** Lets through clients that identify themselves as 'name:password', and asks all others to. */
export const letThroughAs =
  (wanted: string, port: number): OnTunnel =>
  (socket, login) =>
    (login === wanted ? letThrough(port) : answerTunnel(407))(socket, login);

export const openTunnelProxy = async (onTunnel: OnTunnel): Promise<TunnelProxy> => {
  const tunnels: string[] = [];
  const hosts: string[] = [];
  const logins: string[] = [];
  const sockets = new Set<Duplex>();
  const proxy = createServer().on('connect', ({ url = '', headers }, socket) => {
    const token = headers['proxy-authorization'] ?? '';
    const login = Buffer.from(token.replace('Basic ', ''), 'base64').toString();
    tunnels.push(url);
    hosts.push(headers.host ?? '');
    logins.push(login);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    onTunnel(socket, login);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const close = (): Promise<void> =>
    new Promise((closed) => {
      for (const socket of sockets) socket.destroy();
      proxy.close(() => closed());
    });
  return { port: (proxy.address() as AddressInfo).port, tunnels, hosts, logins, close };
};

/** A port on which nothing listens any longer. */
export const deadPort = async (): Promise<number> => {
  const { port, close } = await openTunnelProxy(() => undefined);
  await close();
  return port;
};
