/** How every connection to the gateway is made. */
import { createSecureContext, rootCertificates } from 'node:tls';
import { buildConnector } from 'undici';
import type { Network } from './network.ts';
import type { Route } from './route.ts';
import { throughProxy } from './through-proxy.ts';
import { trustedRoots } from './trusted-roots.ts';

export interface ConnectorOptions {
  readonly origin: string;
  readonly connectMs: number;
  readonly network: Network;
}

/** Whom a connection trusts: the built-in authorities, and those of this computer. */
export const authorities = (network: Pick<Network, 'roots'>): string[] =>
  trustedRoots([...rootCertificates, ...network.roots()]);

export type UsableRoute = Exclude<Route, { readonly kind: 'unusable' }>;

/** Spelled out, so that NODE_TLS_REJECT_UNAUTHORIZED and --tls-min-v1.0 have no effect. */
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
