import { once } from 'node:events';
import { connect } from 'node:net';
import { finished } from 'node:stream/promises';
import type { Printed } from '#services/print/print-ports.ts';
import { failed } from './failed.ts';
import type { SendBytes } from './send-bytes.ts';

/** The port on which network printers take raw bytes. */
const RAW_PORT = 9100;

/**
 * Sends bytes to a printer at `host` or `host:port`. It has printed when it has taken them all and then hangs up in its
 * turn, as printers do; one that takes them and says nothing more is waited for until `signal` gives it up.
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
    // What printers say of themselves is not asked for; it must be read for the end of it to be seen.
    socket.resume().end(bytes);
    return await hungUp(socket, signal);
  } finally {
    socket.destroy();
  }
};

const hungUp = async (socket: NodeJS.ReadWriteStream, signal: AbortSignal): Promise<Printed> => {
  try {
    await finished(socket, { signal });
    return { printed: true };
  } catch (error) {
    return failed(signal.aborted ? 'silent' : 'broke-off', error);
  }
};
