/** A proxy in front of the simulated GlobalPay that disrupts chosen calls. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { readFileSync } from 'node:fs';

export type CallName = 'create' | 'get' | 'list' | 'cancel';

/** What the gateway behind the proxy really answered. */
export interface GatewayAnswer {
  readonly status: number;
  readonly body: string;
}

/** Disrupts one call. `carryOut` passes it on to the gateway; without it nothing happens there. */
export type Disruption = (
  response: ServerResponse,
  carryOut: () => Promise<GatewayAnswer>,
) => Promise<void> | void;

export interface FaultyProxy {
  readonly port: number;
  /** From now on every call of this kind is disrupted. */
  arm(call: CallName, disrupt: Disruption): void;
  lift(): void;
  /** Calls of this kind disrupted so far. */
  hits(call: CallName): number;
  /** Refuses connections and cuts the open ones. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Cuts the open connections and shows this certificate from now on; only over TLS. */
  present(certificate: string): void;
  /** Cuts the open connections, and turns cutting each new one at once on or off. */
  cutNewConnections(cutting: boolean): void;
}

const tlsFile = (name: string): string =>
  readFileSync(new URL(`../../globalpay/tls/${name}`, import.meta.url), 'utf8');
export const ownCertificate = tlsFile('certificate.pem');
export const expiredCertificate = tlsFile('expired.pem');
export const futureCertificate = tlsFile('not-yet-valid.pem');
const key = tlsFile('key.pem');

const callOf = (method: string, path: string): CallName => {
  if (path.endsWith('/cancel')) return 'cancel';
  if (method === 'POST') return 'create';
  return /^\/v1\/payments\/\d+$/.test(path) ? 'get' : 'list';
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const passOn = async (to: string, request: IncomingMessage, body: string): Promise<GatewayAnswer> => {
  const header = (name: string): string => request.headersDistinct[name]?.[0] ?? '';
  const answer = await fetch(`${to}${request.url ?? ''}`, {
    method: request.method ?? 'GET',
    headers: {
      authorization: header('authorization'),
      'content-type': 'application/json',
      requestid: header('requestid'),
    },
    ...(body === '' ? {} : { body }),
  });
  return { status: answer.status, body: await answer.text() };
};

export const sendAnswer = (response: ServerResponse, { status, body }: GatewayAnswer): void => {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(body);
};

/** Opens a proxy to a gateway at an address, over TLS with the test certificate (for `localhost`) if `secure`. */
export const openFaultyProxy = async (
  to: string,
  secure = false,
): Promise<FaultyProxy & { close(): Promise<void> }> => {
  const armed = new Map<CallName, Disruption>();
  const hits: CallName[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const carryOut = (): Promise<GatewayAnswer> => passOn(to, request, body);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const call = callOf(request.method ?? '', path);
    const disrupt = armed.get(call);
    if (!disrupt) {
      sendAnswer(response, await carryOut());
      return;
    }
    hits.push(call);
    await disrupt(response, carryOut);
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch(() => response.destroy());
  };
  const server = secure ? createTlsServer({ key, cert: ownCertificate }, listener) : createServer(listener);
  let isCutting = false;
  server.on('connection', (socket: Socket) => {
    if (isCutting) socket.resetAndDestroy();
  });
  let port = 0;
  const open = (): Promise<void> => new Promise((done) => server.listen(port, '127.0.0.1', done));
  const shut = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  await open();
  port = (server.address() as AddressInfo).port;
  return {
    port,
    arm: (call, disrupt) => void armed.set(call, disrupt),
    lift: () => armed.clear(),
    hits: (call) => hits.filter((one) => one === call).length,
    shut,
    open,
    present: (cert) => {
      server.closeAllConnections();
      if (server instanceof TlsServer) server.setSecureContext({ key, cert });
    },
    cutNewConnections: (cutting) => {
      server.closeAllConnections();
      isCutting = cutting;
    },
    close: shut,
  };
};
