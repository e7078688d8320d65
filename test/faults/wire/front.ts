/** A wire of our own in front of the simulated GlobalPay: honest until a blow is armed for one kind of call. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { readFileSync } from 'node:fs';

export type CallName = 'create' | 'get' | 'list' | 'cancel';

/** What the gateway behind the wire really answered. */
export interface Honest {
  readonly status: number;
  readonly body: string;
}

/** Spoils one call. `carryOut` lets the gateway do what was asked; without it nothing has happened there. */
export type Blow = (response: ServerResponse, carryOut: () => Promise<Honest>) => Promise<void> | void;

export interface Front {
  readonly port: number;
  /** From now on every call of this kind is met by the blow. */
  arm(call: CallName, blow: Blow): void;
  lift(): void;
  /** Calls of this kind met by a blow so far. */
  strikes(call: CallName): number;
  /** Refuses connections and cuts those that stand. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Cuts the connections that stand, and shows this certificate to the next; only where it is secure. */
  present(certificate: string): void;
  /** Cuts the connections that stand, and from now on, or no longer, each new one before a word is said. */
  cutNewcomers(cutting: boolean): void;
}

const tlsFile = (name: string): string =>
  readFileSync(new URL(`../../globalpay/tls/${name}`, import.meta.url), 'utf8');
export const ownCertificate = tlsFile('certificate.pem');
export const expiredCertificate = tlsFile('expired.pem');
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

const passOn = async (to: string, request: IncomingMessage, body: string): Promise<Honest> => {
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

export const tellHonestly = (response: ServerResponse, { status, body }: Honest): void => {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(body);
};

/** Opens the wire to a gateway at an address, with the test certificate (good for `localhost`) where it is secure. */
export const openFront = async (to: string, secure = false): Promise<Front & { close(): Promise<void> }> => {
  const armed = new Map<CallName, Blow>();
  const strikes: CallName[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const carryOut = (): Promise<Honest> => passOn(to, request, body);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const call = callOf(request.method ?? '', path);
    const blow = armed.get(call);
    if (!blow) {
      tellHonestly(response, await carryOut());
      return;
    }
    strikes.push(call);
    await blow(response, carryOut);
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
    arm: (call, blow) => void armed.set(call, blow),
    lift: () => armed.clear(),
    strikes: (call) => strikes.filter((struck) => struck === call).length,
    shut,
    open,
    present: (cert) => {
      server.closeAllConnections();
      if (server instanceof TlsServer) server.setSecureContext({ key, cert });
    },
    cutNewcomers: (cutting) => {
      server.closeAllConnections();
      isCutting = cutting;
    },
    close: shut,
  };
};
