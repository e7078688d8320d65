import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Site } from '#simulator/site.ts';
import { answerPhone, FAILED, TOO_MANY } from './answer-phone.ts';
import type { PhoneAnswer } from './answer-phone.ts';
import { countRequests, PHONE_LIMITS } from './phone-limits.ts';
import { phonePath } from './phone-path.ts';

/** The same each time, so that a firewall rule lasts; if it is taken, another. */
const PORT = 7425;

/** A second listener, for phones in the shop's network. */
export type PhoneDoor = {
  /** Listens only at this address; resolves with its origin, and rejects if it cannot. */
  open(address: string): Promise<string>;
  /** Cuts the open connections. */
  shut(): Promise<void>;
  /** The address of the payment's page; undefined while shut or for an unknown payment. */
  linkTo(payment: { merchantTransactionId: string }): string | undefined;
};

/** An empty body, which a form without fields sends, does not count. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;

function deliver(outgoing: ServerResponse, { status, headers, body }: PhoneAnswer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** Keeps any phone from holding more than its share of the connections. */
function shareConnections(server: Server): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const remote = socket.remoteAddress ?? '';
    const own = (open.get(remote) ?? 0) + 1;
    if (own > PHONE_LIMITS.connectionsOfOne) {
      socket.destroy();
      return;
    }
    open.set(remote, own);
    socket.once('close', () => {
      const left = (open.get(remote) ?? 1) - 1;
      if (left === 0) open.delete(remote);
      else open.set(remote, left);
    });
  });
}

/** A failure to store what the customer did must not crash the till's process. */
function answerOf(site: Site, incoming: IncomingMessage): PhoneAnswer {
  const { method = '', url = '', headers } = incoming;
  try {
    return answerPhone(site, site.phoneUrl, {
      method,
      path: url,
      host: headers.host ?? '',
      origin: headers.origin,
      acceptLanguage: headers['accept-language'],
      hasBody: hasBody(incoming),
    });
  } catch {
    return FAILED;
  }
}

/** @param patience ms for a request to arrive */
function makeServer(site: Site, patience: number): Server {
  const mayAsk = countRequests(site.now);
  const server = createServer(
    {
      maxHeaderSize: PHONE_LIMITS.headers,
      headersTimeout: patience,
      requestTimeout: patience,
      keepAliveTimeout: patience,
      connectionsCheckingInterval: patience / 5,
    },
    (incoming, outgoing) => {
      const isServed = mayAsk(incoming.socket.remoteAddress ?? '');
      deliver(outgoing, isServed ? answerOf(site, incoming) : TOO_MANY);
    },
  );
  server.maxConnections = PHONE_LIMITS.connections;
  server.timeout = patience * 2;
  shareConnections(server);
  return server;
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen({ host, port });
  await once(server, 'listening');
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

/** A closed door. @param patience ms for a request to arrive */
export function makePhoneDoor(site: Site, patience: number = PHONE_LIMITS.patience): PhoneDoor {
  let server: Server | undefined;
  const shut = async (): Promise<void> => {
    const closing = server;
    [server, site.phoneUrl] = [undefined, ''];
    if (closing === undefined) return;
    const closed = once(closing, 'close');
    closing.close();
    closing.closeAllConnections();
    await closed;
  };
  return {
    open: async (address) => {
      await shut();
      const opening = makeServer(site, patience);
      await listen(opening, address, PORT).catch(async (error: unknown) => {
        if (!isTaken(error)) throw error;
        await listen(opening, address, 0);
      });
      // If a connection cannot be accepted, for example for lack of file handles, the phone has to try again.
      opening.on('error', () => undefined);
      server = opening;
      site.phoneUrl = `http://${address}:${(opening.address() as AddressInfo).port}`;
      return site.phoneUrl;
    },
    shut,
    linkTo: ({ merchantTransactionId }) => {
      const payment = site.store.paymentByReference(merchantTransactionId);
      if (site.phoneUrl === '' || payment === undefined || payment.rejected) return undefined;
      return site.phoneUrl + phonePath(payment);
    },
  };
}
