/** Listens for tills and browsers. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Settings } from './read-environment.ts';

export interface Listening {
  /** 'http://127.0.0.1:7480'. */
  readonly url: string;
  /** Uses the certificate that is in its files now, if that is another. Rejects if it cannot: the one before goes on. */
  readonly renew: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const certificateIn = async ({ cert, key }: NonNullable<Settings['tls']>) => {
  const [certText, keyText] = await Promise.all([readFile(cert, 'utf8'), readFile(key, 'utf8')]);
  return { cert: certText, key: keyText };
};

const serverFor = async (
  app: Hono,
  { tls }: Pick<Settings, 'tls'>,
): Promise<Pick<Listening, 'renew'> & { readonly server: Server }> => {
  const listener = getRequestListener(app.fetch);
  const answer = (...[request, response]: Parameters<typeof listener>): void =>
    void listener(request, response);
  if (!tls) return { server: createServer(answer), renew: () => Promise.resolve() };
  let tried = await certificateIn(tls);
  const server = createTlsServer(tried, answer);
  const renew = async (): Promise<void> => {
    const found = await certificateIn(tls);
    if (found.cert === tried.cert && found.key === tried.key) return;
    // Before: one whose key is not there yet is not tried, and its error not logged, again and again.
    tried = found;
    server.setSecureContext(found);
  };
  return { server, renew };
};

/**
 * How long an idle connection stays open; ms. Longer than proxies keep theirs (a minute) and than a till pauses between
 * two pushes, so that neither sends on a connection that is being closed.
 */
const KEPT_OPEN = 75_000;

/**
 * How long a connection may be quiet while it is answered; ms. Streams breathe every 15 s. One whose other end takes nothing
 * more, but does not go, would stay open forever.
 */
const QUIET = 5 * 60_000;

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port');
  return address.port;
};

export const serve = async (
  app: Hono,
  settings: Pick<Settings, 'host' | 'port' | 'tls'>,
  quiet = QUIET,
): Promise<Listening> => {
  const { server, renew } = await serverFor(app, settings);
  server.keepAliveTimeout = KEPT_OPEN;
  server.timeout = quiet;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    url: `${settings.tls ? 'https' : 'http'}://${host}:${portOf(server)}`,
    renew,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
