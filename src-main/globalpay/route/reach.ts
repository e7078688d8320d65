/** Finds out how far a connection to the gateway gets, for the connection test, which names the step that fails. */
import { lookup } from 'node:dns/promises';
import { TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { Reach } from '#services/gateway/gateway-port.ts';
import type { ConnectorOptions, UsableRoute } from './connector.ts';
import { connectorBy, connectorOf } from './connector.ts';
import { isUnreached } from './proxy-trouble.ts';

type Connected = { readonly socket: Socket } | { readonly detail: string };

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

const connected = (connect: buildConnector.connector, url: URL): Promise<Connected> =>
  new Promise((resolve) => {
    const { hostname, host, protocol, port } = url;
    connect({ hostname, host, protocol, port, servername: hostname }, (...[error, socket]) =>
      resolve(error ? { detail: codeOf(error) } : { socket }),
    );
  });

/** Loopback may be plain HTTP; then there is no certificate to check. */
const securityOf = (socket: Socket): Reach['secure'] => {
  if (!(socket instanceof TLSSocket)) return { protocol: '', validUntil: 0 };
  const { valid_to: validTo } = socket.getPeerCertificate();
  return { protocol: socket.getProtocol() ?? '', validUntil: Date.parse(validTo) };
};

const isFound = (hostname: string): Promise<boolean> =>
  lookup(hostname.replace(/^\[|\]$/g, '')).then(
    () => true,
    () => false,
  );

const reachBy = async (options: ConnectorOptions, url: URL, route: UsableRoute): Promise<Reach> => {
  const byProxy = route.kind === 'proxy';
  const found = byProxy ? null : await isFound(url.hostname);
  const none = { host: url.hostname, byProxy, found, secure: undefined };
  if (found === false) return { ...none, detail: 'ENOTFOUND' };
  const connection = await connected(connectorBy(connectorOf(options), route, options.connectMs), url);
  if ('detail' in connection) return { ...none, detail: connection.detail };
  const secure = securityOf(connection.socket);
  connection.socket.destroy();
  return { ...none, secure, detail: '' };
};

/** Takes the next route only if the one before was not reached, as calls do. Never rejects. */
export const reach = async (options: ConnectorOptions): Promise<Reach> => {
  const url = new URL(options.origin);
  let last: Reach = {
    host: url.hostname,
    byProxy: true,
    found: null,
    secure: undefined,
    detail: 'PROXY_UNUSABLE',
  };
  for (const route of await options.network.routes(url)) {
    if (route.kind === 'unusable') continue;
    last = await reachBy(options, url, route);
    if (last.secure || !isUnreached(last.detail)) break;
  }
  return last;
};
