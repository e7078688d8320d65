import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { finished } from 'node:stream/promises';
import { networkAddress } from '#domain/print/printer-address.ts';
import type { Printed } from '#services/print/print-ports.ts';
import { failed } from './failed.ts';
import type { SendBytes } from './send-bytes.ts';

/**
 * Sends bytes to a printer on the network. The slip counts as printed once the printer has taken all bytes and closed
 * the connection, as printers do. If it keeps the connection open, this waits until `signal` aborts.
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
    // The printer's own data must be read, or the end of the connection would go unnoticed.
    socket.resume().end(bytes);
    return await closed(socket, signal);
  } finally {
    socket.destroy();
  }
};

/** Some printers end a connection with a reset after the last byte; only the paper shows whether all was printed. */
const closed = async (socket: Socket, signal: AbortSignal): Promise<Printed> => {
  try {
    await finished(socket, { signal });
    return { printed: true };
  } catch (error) {
    return failed(signal.aborted || socket.writableFinished ? 'silent' : 'broke-off', error);
  }
};
