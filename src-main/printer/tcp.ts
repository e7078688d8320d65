import { once } from 'node:events';
import { connect } from 'node:net';
import { finished } from 'node:stream/promises';
import type { Printed } from '#services/print/print-ports.ts';
import { failed } from './failed.ts';
import type { SendBytes } from './send-bytes.ts';

/** The port on which network printers take raw bytes. */
const RAW_PORT = 9100;

/**
 * Sends bytes to a printer at `host` or `host:port`. It has printed when it has taken them all and then closes the
 * connection, as printers do; one that keeps it open is waited for until `signal` aborts.
 */
export const sendOverTcp: SendBytes = async ({ address, bytes, onReached, signal }) => {
  const [host = '', port = RAW_PORT] = address.split(':');
  const socket = connect({ host, port: Number(port), allowHalfOpen: true });
  try {
    await once(socket, 'connect', { signal });
  } catch (error) {
    socket.destroy();
    return failed('unreachable', error);
  }
  try {
    onReached();
    // What the printer sends must be read for its end to be noticed.
    socket.resume().end(bytes);
    return await closed(socket, signal);
  } finally {
    socket.destroy();
  }
};

const closed = async (socket: NodeJS.ReadWriteStream, signal: AbortSignal): Promise<Printed> => {
  try {
    await finished(socket, { signal });
    return { printed: true };
  } catch (error) {
    return failed(signal.aborted ? 'silent' : 'broke-off', error);
  }
};
