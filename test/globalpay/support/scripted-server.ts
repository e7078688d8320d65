import { readFileSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** Name, value, name, value …, in the order and case they were sent. */
  readonly rawHeaders: readonly string[];
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

export type Script = (response: ServerResponse, received: Received) => void;

const tlsFile = (name: string): string => readFileSync(new URL(`../tls/${name}`, import.meta.url), 'utf8');
export const testCertificate = tlsFile('certificate.pem');
export const expiredCertificate = tlsFile('expired.pem');
export const futureCertificate = tlsFile('not-yet-valid.pem');

const answerWith =
  (script: Script, received: Received[]): RequestListener =>
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const whole: Received = {
        method: request.method ?? '',
        path: request.url ?? '',
        rawHeaders: request.rawHeaders,
        header: (name) => request.headersDistinct[name.toLowerCase()]?.join(', '),
        body: Buffer.concat(chunks).toString(),
      };
      received.push(whole);
      script(response, whole);
    });
  };

/**
 * A server on loopback that answers every request with the script, over TLS when given a certificate (PEM); closed at
 * the end of the test.
 */
export const openScriptedServer = async (script: Script, certificate: string | null = null) => {
  const received: Received[] = [];
  const listener = answerWith(script, received);
  const server =
    certificate === null
      ? createServer(listener)
      : createTlsServer({ key: tlsFile('key.pem'), cert: certificate }, listener);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, received, connections: () => connections };
};

/** Answers with a value as JSON, or with a text as it is. */
export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Script =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
