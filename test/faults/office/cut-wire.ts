/** A wire between till and office that can be cut, in either direction. */
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

export type Cut = 'nothing' | 'requests' | 'answers';

export interface Wire {
  readonly url: string;
  cut: Cut;
  close(): Promise<void>;
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

/** What is cut is swallowed; a moment later the connection breaks, as when a router fails. */
const BREAKS_AFTER = 200;

export const wireTo = async (target: string): Promise<Wire> => {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const wire = { cut: 'nothing' as Cut };
  const server = createServer((till) => {
    const office = connect(Number(port), hostname);
    const end = (): void => {
      for (const socket of [till, office]) {
        socket.destroy();
        open.delete(socket);
      }
    };
    const pass = (from: Socket, to: Socket, isCut: Cut): void => {
      open.add(from);
      from.on('data', (bytes) => {
        if (wire.cut === isCut) setTimeout(end, BREAKS_AFTER);
        else to.write(bytes);
      });
      from.on('error', end).on('close', end);
    };
    pass(till, office, 'requests');
    pass(office, till, 'answers');
  });
  const own = await listening(server);
  return Object.assign(wire, {
    url: `http://127.0.0.1:${own}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  });
};
