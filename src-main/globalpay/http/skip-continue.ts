/**
 * Removes `100 Continue` from what a connection reads. A server may send it unasked before the final answer (RFC 9110
 * §15.2). undici then drops the connection, although it skips every other interim answer itself.
 */
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { MAX_HEADER_BYTES } from './http.ts';

const CONTINUE = 'HTTP/1.1 100 ';
const END_OF_HEAD = '\r\n\r\n';

/** Whether these bytes are the beginning of a `100 Continue`, or too few to tell. */
const mayBeContinue = (bytes: Buffer): boolean => {
  const start = bytes.toString('latin1', 0, CONTINUE.length).replace(/^HTTP\/1\.0/, 'HTTP/1.1');
  return CONTINUE.startsWith(start) || start === CONTINUE.replace(/ $/, '\r');
};

/**
 * `bytes` from the start of the final answer on, leaving out whole interim ones; undefined until enough bytes have come
 * to tell.
 */
const fromFinalAnswer = (bytes: Buffer): Buffer | undefined => {
  let rest = bytes;
  while (mayBeContinue(rest)) {
    if (rest.length < CONTINUE.length) return undefined;
    const end = rest.indexOf(END_OF_HEAD);
    if (end === -1) return rest.length > MAX_HEADER_BYTES ? rest : undefined;
    rest = rest.subarray(end + END_OF_HEAD.length);
  }
  return rest;
};

/** Each request that is written is followed by one final answer, and undici writes a request in one go. */
const skipIn = (socket: Socket): void => {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  /** Null once the final answer has begun. */
  let held: Buffer | null = null;
  const readOn = (size?: number): Buffer | null => {
    for (let chunk = read(size); chunk !== null; chunk = read(size)) {
      if (held === null) return chunk;
      held = Buffer.concat([held, chunk]);
      const begun = fromFinalAnswer(held);
      if (!begun) continue;
      held = null;
      return begun;
    }
    return null;
  };
  Object.assign(socket, {
    read: readOn,
    write: (...given: unknown[]): boolean => {
      held = Buffer.alloc(0);
      return write(...given);
    },
  });
};

export const skippingContinue =
  (connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error) {
        callback(error, null);
        return;
      }
      skipIn(socket);
      callback(null, socket);
    });
  };
