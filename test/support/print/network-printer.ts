import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** A receipt printer on the network of this computer. */
export interface NetworkPrinter {
  /** `host:port`. */
  readonly address: string;
  /** What each connection sent until it closed, oldest first. */
  readonly papers: readonly Buffer[];
  /** Resolves when the next connection has closed. */
  next(): Promise<void>;
  close(): void;
}

export const openPrinter = async (): Promise<NetworkPrinter> => {
  const papers: Buffer[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((caller) => {
    const received: Buffer[] = [];
    caller.on('data', (bytes) => received.push(bytes));
    caller.on('end', () => {
      papers.push(Buffer.concat(received));
      waiting.shift()?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    papers,
    next: () => new Promise<void>((resolve) => waiting.push(resolve)),
    close: () => void server.close(),
  };
};
