import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { askHttpProxy } from './http-tunnel.ts';
import { isUnreached, proxyError } from './proxy-trouble.ts';
import type { Proxy } from './route.ts';
import { askSocksProxy } from './socks-tunnel.ts';

type Connect = buildConnector.connector;
type Target = Parameters<Connect>[0];

const connected = (connect: Connect, options: Target): Promise<Socket> =>
  new Promise((resolve, reject) => {
    connect(options, (...[error, socket]) => (error ? reject(error) : resolve(socket)));
  });

/** Keeps a certificate error's code, which says more than that the proxy was not reached. */
const reachProxy = async (connect: Connect, { scheme, host, port }: Proxy): Promise<Socket> => {
  try {
    const protocol = scheme === 'https' ? 'https:' : 'http:';
    const hostname = host.replace(/^\[|\]$/g, '');
    return await connected(connect, { hostname, host: hostname, protocol, port: String(port) });
  } catch (error) {
    throw error instanceof Error && 'code' in error && isUnreached(error.code)
      ? proxyError('PROXY_UNREACHABLE')
      : error;
  }
};

/** A proxy that accepts the connection and then says nothing counts as unreachable. */
const inTime = async (asked: Promise<void>, socket: Socket, ms: number): Promise<void> => {
  const timer = setTimeout(() => socket.destroy(), ms);
  try {
    await asked;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

const openTunnel = async (connect: Connect, proxy: Proxy, to: Target, ms: number): Promise<Socket> => {
  const socket = await reachProxy(connect, proxy);
  socket.on('error', () => socket.destroy());
  const port = Number(to.port || 443);
  const asked =
    proxy.scheme === 'socks5'
      ? askSocksProxy(socket, to.hostname, port, proxy.login)
      : askHttpProxy(socket, `${to.hostname}:${port}`, proxy.login);
  await inTime(asked, socket, ms);
  return socket;
};

/**
 * Connects to the gateway through a tunnel, in TLS from end to end: the proxy sees the gateway's host and nothing else.
 * @param connect reaches the proxy, then speaks TLS in the tunnel
 * @param ms how long the proxy may take to answer
 */
export const throughProxy =
  (connect: Connect, proxy: Proxy, ms: number): Connect =>
  (to, callback) => {
    openTunnel(connect, proxy, to, ms).then(
      (httpSocket) => connect({ ...to, httpSocket }, callback),
      (error: unknown) => callback(error instanceof Error ? error : proxyError('PROXY_UNREACHABLE'), null),
    );
  };
