import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { GatheringSocket } from '../../../src-office/database/gathering-socket.ts';

test('statements of one turn are sent together, however the driver would send each', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port');
  const socket = new GatheringSocket();
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  socket.connect(address.port, '127.0.0.1');
  await once(socket, 'connect');
  const [client] = await accepted;
  const received = once(client, 'data');
  for (const statement of ['BEGIN;', 'SELECT;']) {
    socket.cork();
    socket.write(statement);
    socket.uncork();
  }
  expect(socket.writableLength).toBe('BEGIN;SELECT;'.length);
  expect(String((await received)[0])).toBe('BEGIN;SELECT;');
});
