/** Makes and pools every connection to the gateway. */
import { createSecureContext, rootCertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import { buildConnector, Pool } from 'undici';
import { MAX_HEADER_BYTES } from '#globalpay/http/http.ts';
import { skippingContinue } from '#globalpay/http/skip-continue.ts';
import type { Network } from './network.ts';
import type { Route } from './route.ts';
import { throughProxy } from './through-proxy.ts';
import { trustedRoots } from './trusted-roots.ts';

export interface ConnectorOptions {
  readonly origin: string;
  readonly connectMs: number;
  readonly network: Network;
}

/** The authorities a connection trusts: the built-in ones, and those of this computer. */
export const authorities = (network: Pick<Network, 'roots'>): string[] =>
  trustedRoots([...rootCertificates, ...network.roots()]);

export type UsableRoute = Exclude<Route, { readonly kind: 'unusable' }>;

/** Set explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED and --tls-min-v1.0 have no effect. */
export const connectorOf = ({ origin, connectMs, network }: ConnectorOptions): buildConnector.connector =>
  buildConnector({
    timeout: connectMs,
    rejectUnauthorized: true,
    ...(origin.startsWith('https:') && {
      secureContext: createSecureContext({
        ca: authorities(network),
        minVersion: 'TLSv1.2',
      }),
    }),
  });

/** The connector for one route. */
export const connectorBy = (
  connect: buildConnector.connector,
  route: UsableRoute,
  connectMs: number,
): buildConnector.connector =>
  route.kind === 'direct' ? connect : throughProxy(connect, route.proxy, connectMs);

/** The exchange has its own timeout for the whole call; HTTP/1.1, one request at a time per connection. */
const poolOptions = {
  headersTimeout: 0,
  bodyTimeout: 0,
  maxHeaderSize: MAX_HEADER_BYTES,
  pipelining: 1,
  connections: 8,
  allowH2: false,
};

/** A pool for each route, opened when needed; the first one reads the certificates. */
export const openPools = (options: ConnectorOptions) => {
  let connector: buildConnector.connector | undefined;
  const pools = new Map<string, Pool>();
  const open = (route: UsableRoute): Pool => {
    const connect = (connector ??= connectorOf(options));
    const tunnelled = connectorBy(connect, route, options.connectMs);
    return new Pool(options.origin, { ...poolOptions, connect: skippingContinue(tunnelled) });
  };
  const poolFor = (route: UsableRoute): Dispatcher => {
    const key = JSON.stringify(route);
    const pool = pools.get(key) ?? open(route);
    pools.set(key, pool);
    return pool;
  };
  const close = async (): Promise<void> => {
    await Promise.all([...pools.values()].map((pool) => pool.close()));
  };
  return { poolFor, close };
};

export type Pools = ReturnType<typeof openPools>;
