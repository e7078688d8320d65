/** A till's line to the office, which can be cut. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface Line {
  /** The address that a till is told to connect to. */
  readonly url: string;
  /** Closes open connections and refuses new ones. */
  cut(): void;
  restore(): void;
  close(): void;
}

export const openLine = async (to: string): Promise<Line> => {
  const open = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket, other: Socket): void => {
    open.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      open.delete(socket);
      other.destroy();
    });
    socket.pipe(other);
  };
  const server = createServer((near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(new URL(to).port), '127.0.0.1');
    keep(near, far);
    keep(far, near);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    restore: () => void (isCut = false),
    close: () => {
      cut();
      server.close();
    },
  };
};
