/** The connections to one origin. */
import { rootCertificates } from 'node:tls';
import type { buildConnector, Dispatcher } from 'undici';
import { EnvHttpProxyAgent, Pool } from 'undici';
import { isLoopback } from './origins.ts';

interface Connections {
  readonly origin: string;
  readonly connectMs: number;
  /** PEM of one more authority to trust beside the built-in ones. */
  readonly ca: string | undefined;
}

/** Said in full, so that NODE_TLS_REJECT_UNAUTHORIZED and --tls-min-v1.0 have no say in it. */
const tlsOf = ({ connectMs, ca }: Connections) => ({
  timeout: connectMs,
  rejectUnauthorized: true,
  minVersion: 'TLSv1.2' as const,
  ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
});

/** Time is kept by the exchange, for the whole of it; HTTP/1.1, one request at a time on a connection. */
const poolOptions = { headersTimeout: 0, bodyTimeout: 0, pipelining: 1, connections: 8, allowH2: false };

/**
 * undici takes UND_ERR_SOCKET while connecting for a hiccup and connects again at once, for ever: a proxy that hangs up
 * on CONNECT would get thousands of them a second. Under another code the request fails as it should.
 */
const triedOnce =
  (connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (!error) callback(null, socket);
      else if (!('code' in error) || error.code !== 'UND_ERR_SOCKET') callback(error, null);
      else callback(Object.assign(new Error('The proxy hung up'), { code: 'PROXY_HUNG_UP' }), null);
    });
  };

const throughTheEnvironmentsProxy = (wanted: Connections): Dispatcher => {
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
        ...(typeof options.connect === 'function' ? { connect: triedOnce(options.connect) } : {}),
      }),
  });
};

/**
 * A pool of kept-alive connections: direct for loopback, else through the proxy that the environment names (HTTP_PROXY,
 * HTTPS_PROXY, NO_PROXY). Undefined when what it names is no proxy address: nothing can be sent then.
 */
export const openDispatcher = (wanted: Connections): Dispatcher | undefined => {
  if (isLoopback(new URL(wanted.origin))) {
    return new Pool(wanted.origin, { ...poolOptions, connect: tlsOf(wanted) });
  }
  try {
    return throughTheEnvironmentsProxy(wanted);
  } catch {
    return undefined;
  }
};
