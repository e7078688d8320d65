/** Servers on loopback that answer as a test says, and a till's way to them. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach } from 'vitest';
import { openOffices } from '#office/open-offices.ts';
import type { Office } from '#services/office/office-ports.ts';
import { credential } from '../../support/office/fake-office.ts';
import { plainNetwork } from '../../support/network/plain-network.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

export const WAITS = { answer: 20_000, silence: 20_000 };

/** What a file of tests opens; after each test it is closed. */
export const httpOffices = () => {
  const opened: { server: Server; office: Office | null }[] = [];

  afterEach(async () => {
    for (const { server, office } of opened.splice(0)) {
      await office?.close();
      server.closeAllConnections();
      server.close();
    }
  });

  const serve = async (answer: Answer): Promise<string> => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => answer(request, response, Buffer.concat(chunks)));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    opened.push({ server, office: null });
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  };

  const officeAt = (address: string, waits = WAITS): Office => {
    const office = openOffices(plainNetwork, waits).open({ ...credential, address });
    opened.at(-1)!.office = office;
    return office;
  };
  return { opened, serve, officeAt };
};

export const json =
  (status: number, body: unknown, headers = {}): Answer =>
  (_request, response) =>
    void response
      .writeHead(status, { 'Content-Type': 'application/json', ...headers })
      .end(JSON.stringify(body));

export const json400: Answer = (_request, response) => void response.writeHead(400).end();
