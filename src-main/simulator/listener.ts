import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LIMITS } from './control/limits.ts';

/** A server on loopback that can go down and come back on the same port. */
export type Listener = { port(): number; open(): Promise<void>; shut(): Promise<void> };

/**
 * Prepares a listener; nothing is bound before open(), which rejects when the port is taken.
 * @param wantedPort 0 lets the system choose at the first open(); later ones keep that port
 */
export function prepareListener(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown,
  wantedPort: number,
): Listener {
  const { patience } = LIMITS;
  const server = createServer({ headersTimeout: patience, requestTimeout: patience }, answer);
  server.maxConnections = LIMITS.connections;
  let port = wantedPort;
  return {
    port: () => port,
    open: async () => {
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
    shut: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
