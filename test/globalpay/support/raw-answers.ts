/** Charges answered byte by byte. */
import type { Socket } from 'node:net';
import { expect } from 'vitest';
import { openAgainst } from './gateway.ts';
import { answer, intent } from './sales.ts';
import type { Script } from './scripted-server.ts';

export const created = JSON.stringify(answer('payment-created'));

/** Writes bytes straight to the socket, then hands the socket to `then`. */
export const raw =
  (bytes: string, then: (socket: Socket) => void): Script =>
  (response) => {
    const { socket } = response;
    if (!socket) throw new Error('no socket');
    socket.write(bytes, () => then(socket));
  };

/** Of an answer with a body of so many bytes. */
export const head = (length: number) =>
  `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

/** A charge against this answer. */
export const create = async (script: Script, options = {}) => {
  const { gateway, reports, server } = await openAgainst(script, options);
  const answered = await gateway.create(intent);
  expect(reports).toMatchObject([{ kind: answered.kind }]);
  return { answered, report: reports[0], received: server.received };
};
