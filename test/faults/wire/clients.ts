/**
 * The clients with which a sale reaches the gateway: the certificates they trust, and the proxies in between.
 */
import { join } from 'node:path';
import { systemRoots } from '#electron/network/system-roots.ts';
import type { GlobalPayOptions } from '#globalpay/client.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { readPacAnswer } from '#globalpay/route/pac-answer.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { openSocksProxy } from '../../support/network/socks-proxy.ts';
import {
  answerTunnel,
  deadPort,
  letThrough,
  letThroughAs,
  openTunnelProxy,
} from '../../support/network/tunnel-proxy.ts';
import { expiredCertificate, futureCertificate, ownCertificate } from './proxy.ts';

/** Opens what a route needs in front of the gateway's port; `pac` is what a PAC file then answers. */
interface Opened {
  readonly pac: string;
  readonly close: () => Promise<void>;
}

const opened = async (
  proxy: Promise<{ readonly port: number; readonly close: () => Promise<void> }>,
  pac: (port: number) => string,
): Promise<Opened> => {
  const { port, close } = await proxy;
  return { pac: pac(port), close };
};

const first = (port: number): string => `PROXY 127.0.0.1:${port}`;

export const ROUTES = {
  'through a proxy': { passes: true, open: (to) => opened(openTunnelProxy(letThrough(to)), first) },
  'through a SOCKS proxy': {
    passes: true,
    open: (to) => opened(openSocksProxy(to), (port) => `SOCKS5 127.0.0.1:${port}`),
  },
  'a PAC file’s proxies, the first of them down': {
    passes: true,
    open: async (to) => {
      const down = await deadPort();
      return opened(openTunnelProxy(letThrough(to)), (port) => `${first(down)}; ${first(port)}; DIRECT`);
    },
  },
  'a proxy that is down, else direct': {
    passes: true,
    open: async () => ({ pac: `${first(await deadPort())}; DIRECT`, close: () => Promise.resolve() }),
  },
  'a proxy that is down': {
    passes: false,
    open: async () => ({ pac: first(await deadPort()), close: () => Promise.resolve() }),
  },
  'a proxy that wants a password': {
    passes: false,
    open: (to) => opened(openTunnelProxy(letThroughAs('till:secret', to)), first),
  },
  'a proxy that refuses': { passes: false, open: () => opened(openTunnelProxy(answerTunnel(403)), first) },
  'a proxy that does not reach the gateway': {
    passes: false,
    open: () => opened(openTunnelProxy(answerTunnel(502)), first),
  },
} satisfies Record<string, { readonly passes: boolean; readonly open: (to: number) => Promise<Opened> }>;

export type RouteName = keyof typeof ROUTES;

/** Whether the till trusts the gateway's certificate: no TLS, yes, known to the system only, unknown, or another host's. */
export type Trust = 'plain' | 'trusted' | 'known to the system only' | 'untrusted' | 'wrong host';

type Options = Pick<GlobalPayOptions, 'siteId' | 'apiKey' | 'timeouts'>;

const SYSTEM = {
  SSL_CERT_FILE: join(import.meta.dirname, '..', '..', 'globalpay', 'tls', 'certificate.pem'),
  SSL_CERT_DIR: join(import.meta.dirname, 'nowhere'),
};

export const openClients = async (port: number, route: RouteName | null, options: Options) => {
  const here = `https://localhost:${port}`;
  const trusted = [ownCertificate, expiredCertificate, futureCertificate];
  const open = (origin: string, roots: readonly string[], pac = 'DIRECT'): Gateway =>
    openGlobalPay({
      ...options,
      origin,
      network: { routes: () => Promise.resolve(readPacAnswer(pac)), roots: () => roots },
    });
  const between = route && (await ROUTES[route].open(port));
  const byTrust: Readonly<Record<Trust, Gateway>> = {
    plain: open(`http://127.0.0.1:${port}`, []),
    trusted: open(here, trusted),
    'known to the system only': open(here, systemRoots(SYSTEM)),
    untrusted: open(here, []),
    'wrong host': open(`https://127.0.0.1:${port}`, [ownCertificate]),
  };
  const through = open(here, trusted, between?.pac);
  const close = async (): Promise<void> => {
    await Promise.all([...Object.values(byTrust), through].map((client) => client.close()));
    await between?.close();
  };
  return { byTrust, through, close };
};
