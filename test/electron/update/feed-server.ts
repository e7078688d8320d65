/** A feed on loopback that does what the test says, and the keys that sign it. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Offer, SignedOffer } from '#domain/update/offer.ts';
import { offerText } from '#domain/update/offer.ts';
import { offer as plainOffer } from '../../domain/update/offer-kit.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Someone who signs releases. */
export const makeSigner = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (offer: Offer): SignedOffer => ({
      offer,
      signature: sign(null, Buffer.from(offerText(offer)), privateKey).toString('base64'),
    }),
  };
};

export const sha512Of = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('base64');

/** The content of a version's installer in these tests. */
export const installerOf = (version: string, bytes = 100_000): Buffer =>
  Buffer.alloc(bytes, `installer of ${version} `);

export const offerOf = (version: string, change: Partial<Offer> = {}): Offer => {
  const installer = installerOf(version);
  const file = `countertop-${version}-linux-amd64.deb`;
  return { ...plainOffer, version, file, size: installer.length, sha512: sha512Of(installer), ...change };
};

export const openFeedServer = async () => {
  const files = new Map<string, Handler>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '').slice('/feed/'.length);
    asked.push(name);
    const handler = files.get(name);
    if (handler) handler(request, response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  const put = (name: string, content: string | Uint8Array): void =>
    void files.set(name, (_request, response) => void response.end(content));
  return {
    address: `http://127.0.0.1:${port}/feed`,
    asked,
    close,
    put,
    answer: (name: string, handler: Handler): void => void files.set(name, handler),
    /** A whole release: its offer, as the newest, and its installer. */
    release: (signed: SignedOffer, installer: Uint8Array = installerOf(signed.offer.version)): void => {
      const { platform, arch, version, file } = signed.offer;
      put(`offer-${platform}-${arch}.json`, JSON.stringify(signed));
      put(`offer-${platform}-${arch}-${version}.json`, JSON.stringify(signed));
      put(file, installer);
    },
  };
};

export type FeedServer = Awaited<ReturnType<typeof openFeedServer>>;

/** Sends a piece again and again until nobody listens. */
export const endless =
  (piece: Uint8Array, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_request, response) => {
    response.writeHead(200, headers);
    const send = (): void => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', send);
    send();
  };

/** Starts an answer and then falls silent. */
export const silentAfter =
  (piece: Uint8Array): Handler =>
  (_request, response) => {
    response.writeHead(200);
    response.write(piece);
  };
