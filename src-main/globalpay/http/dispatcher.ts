/** Pooled connections to one origin. */
import { rootCertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import { buildConnector, EnvHttpProxyAgent, Pool } from 'undici';
import { isLoopback } from './origins.ts';
import { skippingContinue } from './skip-continue.ts';

interface Connections {
  readonly origin: string;
  readonly connectMs: number;
  /** PEM of an authority to trust besides the built-in ones. */
  readonly ca: string | undefined;
}

/** Spelled out, so that NODE_TLS_REJECT_UNAUTHORIZED and --tls-min-v1.0 have no effect. */
const tlsOf = ({ connectMs, ca }: Connections) => ({
  timeout: connectMs,
  rejectUnauthorized: true,
  minVersion: 'TLSv1.2' as const,
  ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
});

/** The exchange keeps its own timeout for the whole call; HTTP/1.1, one request at a time per connection. */
const poolOptions = { headersTimeout: 0, bodyTimeout: 0, pipelining: 1, connections: 8, allowH2: false };

/**
 * After UND_ERR_SOCKET while connecting, undici connects again at once and for ever: a proxy that closes on CONNECT
 * would get thousands of requests a second. With any other code the request fails as it should.
 */
const connectOnce =
  (connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (!error) callback(null, socket);
      else if (!('code' in error) || error.code !== 'UND_ERR_SOCKET') callback(error, null);
      else
        callback(Object.assign(new Error('The proxy closed the connection'), { code: 'PROXY_CLOSED' }), null);
    });
  };

const openProxyDispatcher = (wanted: Connections): Dispatcher => {
  const tls = tlsOf(wanted);
  return new EnvHttpProxyAgent({
    ...poolOptions,
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
    clientFactory: (proxy, options) => new Pool(proxy, { ...options, headersTimeout: wanted.connectMs }),
    factory: (origin, options: Pool.Options) =>
      new Pool(origin, {
        ...options,
        connect: skippingContinue(
          typeof options.connect === 'function' ? connectOnce(options.connect) : buildConnector(tls),
        ),
      }),
  });
};

/**
 * A keep-alive pool: direct for loopback, else through the proxy in the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY).
 * Undefined when that is no valid proxy address; then nothing can be sent.
 */
export const openDispatcher = (wanted: Connections): Dispatcher | undefined => {
  if (isLoopback(new URL(wanted.origin))) {
    return new Pool(wanted.origin, {
      ...poolOptions,
      connect: skippingContinue(buildConnector(tlsOf(wanted))),
    });
  }
  try {
    return openProxyDispatcher(wanted);
  } catch {
    return undefined;
  }
};
