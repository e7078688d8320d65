import { request } from 'node:http';
import type { Socket } from 'node:net';
import { MAX_HEADER_BYTES } from '#globalpay/http/http.ts';
import { proxyError } from './proxy-trouble.ts';
import type { Proxy } from './route.ts';

const headersOf = (target: string, login: Proxy['login']): Record<string, string> => ({
  Host: target,
  Connection: 'keep-alive',
  ...(login && {
    'Proxy-Authorization': `Basic ${Buffer.from(`${login.name}:${login.password}`).toString('base64')}`,
  }),
});

const troubleOf = (status: number) => proxyError(status === 407 ? 'PROXY_ASKS' : 'PROXY_REFUSED');

/** Asks the HTTP proxy at the other end of a socket for a tunnel to `target`, host and port (RFC 9110 §9.3.6). */
export const askHttpProxy = (socket: Socket, target: string, login: Proxy['login']): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path: target,
      headers: headersOf(target, login),
      maxHeaderSize: MAX_HEADER_BYTES,
      createConnection: () => socket,
    });
    asked.once('connect', ({ statusCode = 0 }) => {
      if (statusCode >= 200 && statusCode < 300) resolve();
      else reject(troubleOf(statusCode));
    });
    asked.on('error', () => reject(proxyError('PROXY_UNREACHABLE')));
    asked.end();
  });
