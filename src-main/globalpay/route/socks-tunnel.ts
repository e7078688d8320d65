/** SOCKS 5 (RFC 1928) with or without a name and password (RFC 1929). */
import type { Socket } from 'node:net';
import { proxyError } from './proxy-trouble.ts';
import type { Proxy } from './route.ts';

const VERSION = 5;
const NO_LOGIN = 0;
const LOGIN = 2;
const BY_NAME = 3;
/** The length of an address in an answer, in bytes, by its type: IPv4 and IPv6. */
const ADDRESS_BYTES = new Map([
  [1, 4],
  [4, 16],
]);

const read = (socket: Socket, count: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      socket.off('readable', look).off('close', fail).off('end', fail);
      settle();
    };
    const fail = (): void => end(() => reject(proxyError('PROXY_UNREACHABLE')));
    const look = (): void => {
      const bytes: unknown = socket.read(count);
      if (bytes instanceof Buffer) end(() => (bytes.length === count ? resolve(bytes) : fail()));
    };
    socket.on('readable', look).on('close', fail).on('end', fail);
    look();
  });

const counted = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
};

const logIn = async (socket: Socket, { name, password }: NonNullable<Proxy['login']>): Promise<void> => {
  socket.write(Buffer.concat([Buffer.of(1), counted(name), counted(password)]));
  const [, status] = await read(socket, 2);
  if (status !== 0) throw proxyError('PROXY_ASKS');
};

const greet = async (socket: Socket, login: Proxy['login']): Promise<void> => {
  socket.write(login ? Buffer.of(VERSION, 2, NO_LOGIN, LOGIN) : Buffer.of(VERSION, 1, NO_LOGIN));
  const [version, method] = await read(socket, 2);
  if (version !== VERSION) throw proxyError('PROXY_UNREACHABLE');
  if (method === LOGIN && login) await logIn(socket, login);
  else if (method !== NO_LOGIN) throw proxyError('PROXY_ASKS');
};

/** Reads past the address in the proxy's answer, so that the next bytes are the gateway's. */
const skipAddress = async (socket: Socket, type: number | undefined): Promise<void> => {
  const [length = 0] = type === BY_NAME ? await read(socket, 1) : [ADDRESS_BYTES.get(type ?? 0)];
  await read(socket, length + 2);
};

/** Asks the SOCKS proxy at the other end of a socket for a tunnel; the proxy looks the host up. */
export const askSocksProxy = async (
  socket: Socket,
  host: string,
  port: number,
  login: Proxy['login'],
): Promise<void> => {
  await greet(socket, login);
  socket.write(
    Buffer.concat([Buffer.of(VERSION, 1, 0, BY_NAME), counted(host), Buffer.of(port >> 8, port & 0xff)]),
  );
  const [, reply, , type] = await read(socket, 4);
  if (reply !== 0) throw proxyError('PROXY_REFUSED');
  await skipAddress(socket, type);
};
