import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { finished } from 'node:stream/promises';
import { networkAddress } from '#domain/print/printer-address.ts';
import type { Printed } from '#services/print/print-ports.ts';
import { failed } from './failed.ts';
import type { SendBytes } from './send-bytes.ts';

/**
 * Sends bytes to a printer on the network. It has printed when it has taken them all and then closes the connection, as
 * printers do; one that keeps it open is waited for until `signal` aborts.
 */
export const sendOverTcp: SendBytes = async ({ address, bytes, onReached, signal }) => {
  const target = networkAddress(address);
  if (!target) return failed('unreachable', `${address} is no address of a printer`);
  const socket = connect({ ...target, allowHalfOpen: true });
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

/** A reset behind the last byte is how some printers end a connection; whether all is on paper only the paper shows. */
const closed = async (socket: Socket, signal: AbortSignal): Promise<Printed> => {
  try {
    await finished(socket, { signal });
    return { printed: true };
  } catch (error) {
    return failed(signal.aborted || socket.writableFinished ? 'silent' : 'broke-off', error);
  }
};
