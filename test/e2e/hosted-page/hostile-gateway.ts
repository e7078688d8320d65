/** A gateway with the simulator's API, whose pages are whatever a test makes of them. */
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Page = (request: IncomingMessage, response: ServerResponse) => void;

export interface HostileGateway {
  readonly url: string;
  /** The answer of every address outside the API. */
  page: Page;
  close(): void;
}

const listen = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** An HTML page with that script. */
export const script =
  (code: string): Page =>
  (_request, response) =>
    response.setHeader('content-type', 'text/html').end(`<body>hostile<script>${code}</script></body>`);

export const redirect =
  (to: string): Page =>
  (_request, response) =>
    response.writeHead(302, { location: to }).end();

/** The simulator's answer, with its own address in place of the simulator's. */
const passOn = async (request: IncomingMessage, response: ServerResponse, simulator: string, own: string) => {
  const { method = 'GET', url = '/', headers } = request;
  const body = await text(request);
  const answer = await fetch(`${simulator}${url}`, {
    method,
    headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
    ...(body !== '' && { body }),
  });
  const told = (await answer.text()).replaceAll(simulator, own);
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' }).end(told);
};

export const openHostileGateway = async (simulator: string): Promise<HostileGateway> => {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/v1/')) void passOn(request, response, simulator, gateway.url);
    else gateway.page(request, response);
  });
  const gateway: HostileGateway = {
    url: await listen(server),
    page: script(''),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return gateway;
};

/** A server that no page may reach. */
export const openElsewhere = async () => {
  const elsewhere = { url: '', visits: 0, close: () => server.close() };
  const server = createServer((_request, response) => {
    elsewhere.visits += 1;
    response.setHeader('access-control-allow-origin', '*').end('elsewhere');
  });
  server.on('connection', () => (elsewhere.visits += 1));
  elsewhere.url = await listen(server);
  return elsewhere;
};
